package dev.breaker.sample.chaos;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breaker.sample.downstream.Database;
import dev.breaker.sample.downstream.Downstream;
import dev.breaker.sample.downstream.Mode;
import dev.breaker.sample.downstream.Simulated;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Breaks and heals the simulated services, and tells how many requests reached them. */
@RestController
class ChaosController {

    private final Map<String, Simulated> simulated = new TreeMap<>();

    ChaosController(Downstream downstream, Database database) {
        simulated.putAll(downstream.services());
        simulated.put("database", database);
    }

    @GetMapping("/chaos")
    Map<String, Condition> conditions() {
        Map<String, Condition> conditions = new TreeMap<>();
        simulated.forEach((name, its) -> conditions.put(name, Condition.of(its)));
        return conditions;
    }

    @PostMapping("/chaos/{service}/{mode}")
    Condition change(@PathVariable String service, @PathVariable String mode) {
        Simulated changed = serviceNamed(service);
        changed.setMode(modeNamed(mode, changed.modes()));
        return Condition.of(changed);
    }

    private Simulated serviceNamed(String name) {
        Simulated service = simulated.get(name);
        if (service == null) {
            throw unknown("service", name, simulated.keySet());
        }
        return service;
    }

    private static Mode modeNamed(String name, Set<Mode> modes) {
        return modes.stream()
                .filter(mode -> mode.toString().equals(name))
                .findAny()
                .orElseThrow(() -> unknown("mode", name, modes));
    }

    private static ResponseStatusException unknown(
            String what, String value, Collection<?> allowed) {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST,
                "There is no %s '%s'; allowed are %s".formatted(what, value, allowed));
    }

    /**
     * @param mode how the service behaves
     * @param requests how many requests reached it, as far as that is counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Condition(Mode mode, @Nullable Long requests) {

        static Condition of(Simulated service) {
            return new Condition(service.mode(), service.requests());
        }
    }
}
