package dev.breaker.spring.autoconfigure;

import dev.breaker.spring.http.ClientMode;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Which breakers stand before HTTP clients, as known before there is any bean: the clients are
 * looked at while others are still to be made, which the settings of breakers may need. A wrong
 * value is passed over here: it is reported with all else that is wrong below "breaker".
 */
final class HttpModes {

    static final String REST_CLIENT = "breaker.http.rest-client";
    static final String REST_TEMPLATE = "breaker.http.rest-template";
    static final String WEB_CLIENT = "breaker.http.web-client";

    private HttpModes() {}

    static ClientMode of(Environment environment, String key) {
        return Binder.get(environment)
                .bind(key, Bindable.of(ClientMode.class), new IgnoreErrorsBindHandler())
                .orElse(ClientMode.OFF);
    }

    private static boolean isOn(ConditionContext context, String key) {
        return of(context.getEnvironment(), key) != ClientMode.OFF;
    }

    /** Nothing looks at beans where no blocking client is to be guarded. */
    static final class AnyBlocking implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isOn(context, REST_CLIENT) || isOn(context, REST_TEMPLATE);
        }
    }

    /** Nothing looks at beans where no reactive client is to be guarded. */
    static final class AnyReactive implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isOn(context, WEB_CLIENT);
        }
    }
}
