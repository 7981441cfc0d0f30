package dev.breaker.spring;

import dev.breaker.spring.FallbackMatch.Fit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which fallbacks of one name are tried: the most specific exception first, those
 * without one last. One is left for each type of exception: that which takes the parameters, and if
 * several do, that whose parameters are the most specific.
 *
 * @param order those that are left
 * @param ambiguous those of which none is more specific than the other; empty if all is clear
 */
record FallbackRanking(List<Fit> order, List<Fit> ambiguous) {

    static FallbackRanking of(List<Fit> fits, List<Class<?>> guarded) {
        Collection<List<Fit>> byException =
                fits.stream()
                        .collect(
                                Collectors.groupingBy(
                                        fit -> Optional.ofNullable(fit.exception()),
                                        LinkedHashMap::new,
                                        Collectors.toList()))
                        .values();
        List<Fit> order = new ArrayList<>();
        List<Fit> ambiguous = new ArrayList<>();
        for (List<Fit> rivals : byException) {
            List<Fit> best = best(rivals, guarded);
            (best.size() == 1 ? order : ambiguous).addAll(best);
        }
        order.sort(Comparator.comparingInt((Fit fit) -> depth(fit.exception())).reversed());
        return new FallbackRanking(order, ambiguous);
    }

    private static List<Fit> best(List<Fit> rivals, List<Class<?>> guarded) {
        List<Fit> takers = rivals.stream().filter(Fit::takesParameters).toList();
        if (takers.size() < 2) {
            return takers.isEmpty() ? rivals : takers;
        }
        List<Fit> best = takers.stream().filter(fit -> isExact(fit, guarded)).toList();
        if (best.isEmpty()) {
            best = takers.stream().filter(fit -> beatsAll(fit, takers, guarded.size())).toList();
        }
        return best.size() == 1 ? best : takers;
    }

    private static boolean isExact(Fit fit, List<Class<?>> guarded) {
        return fit.signature().parameters().subList(0, guarded.size()).equals(guarded);
    }

    private static boolean beatsAll(Fit fit, List<Fit> takers, int count) {
        return takers.stream().allMatch(other -> beats(fit, other, count));
    }

    private static boolean beats(Fit fit, Fit other, int count) {
        List<Class<?>> narrow = fit.signature().parameters().subList(0, count);
        List<Class<?>> wide = other.signature().parameters().subList(0, count);
        for (int i = 0; i < count; i++) {
            if (!Conversions.canPass(narrow.get(i), wide.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How far below {@link Object}; the types that take one exception lie on one line. */
    private static int depth(@Nullable Class<?> exception) {
        int depth = 0;
        for (Class<?> next = exception; next != null; next = next.getSuperclass()) {
            depth++;
        }
        return depth;
    }
}
