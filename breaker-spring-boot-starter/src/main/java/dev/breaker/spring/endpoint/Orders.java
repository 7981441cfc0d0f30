package dev.breaker.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.Breaker;
import dev.breaker.BreakerRegistry;
import dev.breaker.spring.Author;
import dev.breaker.spring.InvalidSettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Takes orders for one breaker, or for all that a pattern of names means. */
final class Orders {

    private final BreakerRegistry registry;
    private final Actions actions;
    private final Account account;

    Orders(BreakerRegistry registry, Actions actions, Account account) {
        this.registry = registry;
        this.actions = actions;
        this.account = account;
    }

    /**
     * Carries out an order for one breaker.
     *
     * @param answer what is answered when that is done
     */
    WebEndpointResponse<Object> one(
            Breaker breaker,
            PostedOrder order,
            SecurityContext security,
            Function<Breaker, WebEndpointResponse<Object>> answer) {
        try {
            Author author = CommandReader.author(order, security);
            Command command = CommandReader.command(order, author);
            account.of(actions.ready(command, breaker, author).done());
            return answer.apply(breaker);
        } catch (BadRequestException | InvalidSettingsException refused) {
            return Problem.refused(refused);
        }
    }

    /** Carries out an order for many breakers: for all of them, or for none. */
    WebEndpointResponse<Object> many(
            @Nullable Object names, PostedOrder order, SecurityContext security) {
        try {
            Author author = CommandReader.author(order, security);
            Command command = CommandReader.command(order, author);
            List<Breaker> matched = matched(names);
            if (matched.isEmpty()) {
                return Problem.nothingMatches(String.valueOf(names));
            }
            return new WebEndpointResponse<>(done(ready(command, matched, author)));
        } catch (BadRequestException | InvalidSettingsException refused) {
            return Problem.refused(refused);
        }
    }

    private List<Breaker> matched(@Nullable Object names) {
        if (!(names instanceof String pattern) || pattern.isBlank()) {
            throw new BadRequestException(
                    "names is missing; it must be the name of a breaker, in which * stands for any characters and ? for one");
        }
        Glob glob = new Glob(pattern);
        return registry.all().stream().filter(breaker -> glob.matches(breaker.name())).toList();
    }

    private Map<String, Actions.Ready> ready(
            Command command, List<Breaker> breakers, Author author) {
        Map<String, Actions.Ready> ready = new LinkedHashMap<>();
        for (Breaker breaker : breakers) {
            try {
                ready.put(breaker.name(), actions.ready(command, breaker, author));
            } catch (BadRequestException | InvalidSettingsException refused) {
                throw new BadRequestException(
                        "Nothing was done, because of breaker '%s': %s"
                                .formatted(breaker.name(), refused.getMessage()));
            }
        }
        return ready;
    }

    private Results done(Map<String, Actions.Ready> ready) {
        Map<String, String> results = new LinkedHashMap<>();
        ready.forEach((name, action) -> results.put(name, done(action)));
        return new Results(new ArrayList<>(ready.keySet()), results);
    }

    private String done(Actions.Ready action) {
        try {
            account.of(action.done());
            return "done";
        } catch (BadRequestException | InvalidSettingsException changedMeanwhile) {
            return String.valueOf(changedMeanwhile.getMessage());
        }
    }

    /**
     * What became of an order for many breakers.
     *
     * @param matched their names
     * @param results for each of them "done", or what was wrong
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Results(List<String> matched, Map<String, String> results)
            implements OperationResponseBody {}
}
