package dev.breaker.sample.chaos;

import dev.breaker.sample.downstream.Downstream;
import dev.breaker.sample.downstream.Mode;
import dev.breaker.sample.downstream.SimulatedService;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Breaks and heals the simulated services, and tells how many requests reached them. */
@RestController
class ChaosController {

    private final Downstream downstream;

    ChaosController(Downstream downstream) {
        this.downstream = downstream;
    }

    @GetMapping("/chaos")
    Map<String, Condition> conditions() {
        Map<String, Condition> conditions = new TreeMap<>();
        downstream.services().forEach((name, its) -> conditions.put(name, Condition.of(its)));
        return conditions;
    }

    @PostMapping("/chaos/{service}/{mode}")
    Condition change(@PathVariable String service, @PathVariable String mode) {
        SimulatedService changed = serviceNamed(service);
        changed.setMode(modeNamed(mode));
        return Condition.of(changed);
    }

    private SimulatedService serviceNamed(String name) {
        SimulatedService service = downstream.services().get(name);
        if (service == null) {
            throw unknown("service", name, downstream.services().keySet());
        }
        return service;
    }

    private static Mode modeNamed(String name) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.toString().equals(name))
                .findAny()
                .orElseThrow(() -> unknown("mode", name, Arrays.asList(Mode.values())));
    }

    private static ResponseStatusException unknown(
            String what, String value, Collection<?> allowed) {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST,
                "There is no %s '%s'; allowed are %s".formatted(what, value, allowed));
    }

    /**
     * @param mode how the service behaves
     * @param requests how many requests reached it
     */
    record Condition(Mode mode, long requests) {

        static Condition of(SimulatedService service) {
            return new Condition(service.mode(), service.requests());
        }
    }
}
