package dev.breaker.spring.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Over HTTP, {@code ActionsOverHttpTests} and {@code OperatorsOverWebFluxTests} have the rest. */
class FieldCheckTests {

    private final OperationInvoker invoker = context -> "done";

    private OperationInvoker checked(String endpoint, OperationType type) {
        return new FieldCheck().apply(EndpointId.of(endpoint), type, new None(), invoker);
    }

    /** They are the business of others, over HTTP and over JMX, and reading harms nobody. */
    @ParameterizedTest
    @CsvSource({
        "circuitbreakers, READ",
        "circuitbreakers, DELETE",
        "circuitbreakerevents, WRITE",
        "loggers, WRITE"
    })
    void leavesAllOtherOperationsAlone(String endpoint, OperationType type) {
        assertThat(checked(endpoint, type)).isSameAs(invoker);
    }

    @Test
    void refusesWhatAnOrderHasNoParameterFor() {
        OperationInvoker checked = checked("circuitbreakers", OperationType.WRITE);

        assertThat(checked.invoke(with(Map.of()))).isEqualTo("done");
        assertThat(checked.invoke(with(Map.of("a", "1"))))
                .isInstanceOfSatisfying(
                        WebEndpointResponse.class,
                        answer -> assertThat(answer.getStatus()).isEqualTo(400));
    }

    private static InvocationContext with(Map<String, Object> arguments) {
        return new InvocationContext(SecurityContext.NONE, arguments);
    }

    /** The parameters of an operation that has none. */
    private static final class None implements OperationParameters {
        @Override
        public int getParameterCount() {
            return 0;
        }

        @Override
        public OperationParameter get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public Stream<OperationParameter> stream() {
            return Stream.empty();
        }

        @Override
        public Iterator<OperationParameter> iterator() {
            return List.<OperationParameter>of().iterator();
        }
    }
}
