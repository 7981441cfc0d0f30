package dev.breaker.spring.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Refuses orders with a field that there is not. Spring Boot gives operations what they have
 * parameters for and drops the rest in silence, so that an order with a misspelt {@code duration}
 * would be one without end.
 *
 * <p>An advisor is where Spring Boot shows all that came: path, body and query, in one map, in MVC
 * and in WebFlux. So a parameter of the query counts as a field, as it does for Spring Boot.
 * Rejected: one operation with a map of everything, for Actuator has no such parameter; the filter
 * that reads bodies before Actuator does, which sees no query and would have to know what the
 * operations take; a {@code ParameterValueMapper}, which hears only of what has a parameter; an
 * {@code InvalidEndpointRequestException}, whose words Spring Boot keeps from the answer.
 */
public final class FieldCheck implements OperationInvokerAdvisor {

    private static final EndpointId ORDERS = EndpointId.of("circuitbreakers");

    /** What Spring Security may read from a query; and nobody shall read a token in an answer. */
    private static final Set<String> OF_OTHERS = Set.of("_csrf", "access_token");

    @Override
    public OperationInvoker apply(
            EndpointId endpoint,
            OperationType type,
            OperationParameters parameters,
            OperationInvoker invoker) {
        if (!endpoint.equals(ORDERS) || type != OperationType.WRITE) {
            return invoker;
        }
        List<OperationParameter> sent =
                parameters.stream()
                        .filter(parameter -> parameter.getType() != SecurityContext.class)
                        .toList();
        Set<String> known =
                sent.stream().map(OperationParameter::getName).collect(Collectors.toSet());
        List<String> fields =
                sent.stream().filter(FieldCheck::isField).map(OperationParameter::getName).toList();
        return context -> {
            String unknown = unknown(context.getArguments(), known);
            return unknown == null
                    ? invoker.invoke(context)
                    : Problem.unknownField(unknown, context.getArguments().get(unknown), fields);
        };
    }

    private static boolean isField(OperationParameter parameter) {
        return parameter.getAnnotation(Selector.class) == null;
    }

    private static @Nullable String unknown(Map<String, Object> arguments, Set<String> known) {
        return arguments.keySet().stream()
                .filter(name -> !known.contains(name) && !OF_OTHERS.contains(name))
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
