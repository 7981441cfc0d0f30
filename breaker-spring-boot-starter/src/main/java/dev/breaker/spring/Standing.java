package dev.breaker.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.core.Ordered;

/**
 * The advice around a bean, outermost first, put in order around its breaker. Only what the place
 * of the breaker depends on is moved, and no further than to where the breaker stands.
 */
final class Standing {

    /** Spring's resilient methods have no order; an order below this one is outside of them. */
    private static final int RESILIENT_METHODS = 0;

    private final List<Advisor> chain;
    private final BreakerAdvisor breaker;

    private Standing(List<Advisor> chain, BreakerAdvisor breaker) {
        this.chain = new ArrayList<>(chain);
        this.breaker = breaker;
    }

    /**
     * Puts advice in order.
     *
     * @param chain all advice around a bean
     * @return the same in the right order; what is given, if there is no breaker to place
     */
    static List<Advisor> of(List<Advisor> chain) {
        for (Advisor advisor : chain) {
            if (advisor instanceof BreakerAdvisor breaker && breaker.isWhole()) {
                return new Standing(chain, breaker).arranged();
            }
        }
        return chain;
    }

    private List<Advisor> arranged() {
        if (breaker.getOrder() < RESILIENT_METHODS) {
            moveOutside(Neighbour.RESILIENCE);
        }
        chain.stream().filter(this::belongsOutside).toList().forEach(this::putJustOutside);
        chain.stream()
                .filter(advisor -> Neighbour.of(advisor) == Neighbour.VALIDATION)
                .filter(this::isInside)
                .toList()
                .forEach(this::putJustOutside);
        splitIfEnclosed();
        return chain;
    }

    private void moveOutside(Neighbour neighbour) {
        int outermost = outermost(List.of(neighbour));
        if (outermost >= 0) {
            chain.remove(breaker);
            chain.add(outermost, breaker);
        }
    }

    /** Where the outermost of these stands around the breaker, on its thread; -1 if none does. */
    private int outermost(List<Neighbour> neighbours) {
        int outermost = -1;
        for (int i = chain.indexOf(breaker) - 1; i >= 0; i--) {
            Neighbour next = Neighbour.of(chain.get(i));
            if (next == Neighbour.ASYNC) {
                break;
            }
            outermost = neighbours.contains(next) ? i : outermost;
        }
        return outermost;
    }

    /** A cache that is asked first answers while the breaker is open, and counts as no call. */
    private boolean belongsOutside(Advisor advisor) {
        return Neighbour.of(advisor) == Neighbour.CACHE
                && isInside(advisor)
                && (!breaker.isOrderSet()
                        || (advisor instanceof Ordered cache
                                && cache.getOrder() < breaker.getOrder()));
    }

    private boolean isInside(Advisor advisor) {
        return chain.indexOf(advisor) > chain.indexOf(breaker);
    }

    private void putJustOutside(Advisor advisor) {
        chain.remove(advisor);
        chain.add(chain.indexOf(breaker), advisor);
    }

    /** A retry must see failures, and a cache must not keep substitutes: fallbacks come after. */
    private void splitIfEnclosed() {
        int outermost = outermost(List.of(Neighbour.RESILIENCE, Neighbour.CACHE));
        if (outermost >= 0) {
            chain.set(chain.indexOf(breaker), breaker.withoutFallbacks());
            chain.add(outermost, breaker.fallbacksOnly());
        }
    }
}
