package dev.breaker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTableTests {

    private final List<Method> made = new ArrayList<>();

    private static MethodPlan plan(String name) {
        return new MethodPlan(
                Breaker.of(name, BreakerConfig.builder().build()),
                "",
                new SettledGuard(),
                new Fallbacks(
                        List.of(),
                        () -> FallbackOn.FAILURE,
                        new FallbackCounts().of("inventory"),
                        Knowledge.NONE));
    }

    /** Other objects each time. */
    private static List<Method> methods() {
        return List.of(String.class.getDeclaredMethods());
    }

    private @Nullable MethodPlan make(Method method, Class<?> type) {
        made.add(method);
        return plan(type.getName() + method);
    }

    @Test
    void makesThePlanOfAMethodOnce() {
        PlanTable table = new PlanTable(this::make);
        Map<Method, MethodPlan> plans = new LinkedHashMap<>();
        List<Method> methods = methods();
        for (Method method : methods) {
            plans.put(method, table.get(method, String.class));
        }
        assertThat(plans).hasSizeGreaterThan(50).doesNotContainValue(null);
        plans.forEach((method, plan) -> assertThat(table.get(method, String.class)).isSameAs(plan));
        assertThat(made).isEqualTo(methods);
    }

    @Test
    void tellsClassesApartThatShareAMethod() {
        PlanTable table = new PlanTable(this::make);
        Method method = methods().get(0);
        MethodPlan first = table.get(method, String.class);
        MethodPlan second = table.get(method, Object.class);
        assertThat(first).isNotSameAs(second);
        assertThat(table.get(method, String.class)).isSameAs(first);
        assertThat(table.get(method, Object.class)).isSameAs(second);
    }

    @Test
    void remembersThatAMethodHasNoPlan() {
        PlanTable table =
                new PlanTable(
                        (method, type) -> {
                            made.add(method);
                            return null;
                        });
        Method method = methods().get(0);
        assertThat(table.get(method, String.class)).isNull();
        assertThat(table.get(method, String.class)).isNull();
        assertThat(made).hasSize(1);
    }

    @Test
    void makesThePlansAnewOnceItWasCleared() {
        PlanTable table = new PlanTable(this::make);
        Method method = methods().get(0);
        MethodPlan first = table.get(method, String.class);
        table.clear();
        assertThat(table.get(method, String.class)).isNotSameAs(first);
    }

    /** Else a plan that is being made when its breaker goes would hold that breaker for ever. */
    @Test
    void doesNotKeepWhatWasBeingMadeWhenItWasCleared() {
        PlanTable[] table = new PlanTable[1];
        table[0] =
                new PlanTable(
                        (method, type) -> {
                            if (made.isEmpty()) {
                                table[0].clear(); // by another thread, say
                            }
                            return make(method, type);
                        });
        Method method = methods().get(0);
        MethodPlan outdated = table[0].get(method, String.class);
        MethodPlan current = table[0].get(method, String.class);
        assertThat(current).isNotSameAs(outdated);
        assertThat(table[0].get(method, String.class)).isSameAs(current);
    }

    @Test
    void beginsAnewBeforeAFloodOfMethodObjectsFillsTheHeap() {
        PlanTable table =
                new PlanTable(
                        (method, type) -> {
                            made.add(method);
                            return null;
                        });
        List<Method> methods = methods();
        methods.forEach(method -> table.get(method, String.class));
        for (int asked = 0; asked < 1 << 16; ) {
            for (Method another : methods()) {
                table.get(another, String.class);
                asked++;
            }
        }
        made.clear();
        methods.forEach(method -> table.get(method, String.class));
        assertThat(made).isEqualTo(methods);
    }

    @Test
    void threadsThatFillItTogetherFindTheirPlans() throws Exception {
        Map<Method, MethodPlan> plans = new ConcurrentHashMap<>();
        List<Method> methods = methods();
        methods.forEach(method -> plans.put(method, plan(method.toString())));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                PlanTable table = new PlanTable((method, type) -> plans.get(method));
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    running.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        for (Method method : methods) {
                                            assertThat(table.get(method, String.class))
                                                    .isSameAs(plans.get(method));
                                        }
                                        return null;
                                    }));
                }
                for (Future<?> thread : running) {
                    thread.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
