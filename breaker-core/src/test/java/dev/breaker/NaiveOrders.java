package dev.breaker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What operators have ordered, the latest on top; below it what holds when that is over. */
final class NaiveOrders {

    record Order(Intervention what, Reason reason, State returnTo, long givenAt) {

        boolean isTimed() {
            return what.lasting() != null;
        }

        /** Only of one that is timed. */
        long left(long now) {
            return NaiveWait.nanos(Objects.requireNonNull(what.lasting())) - (now - givenAt);
        }
    }

    private final Deque<Order> orders = new ArrayDeque<>();

    /** An order takes the place of one for the same state; what ends before it is forgotten. */
    void give(State in, State target, Intervention what, Reason reason, long now) {
        State returnTo = in;
        if (in == target && !orders.isEmpty()) {
            returnTo = orders.pop().returnTo;
        }
        Order given = new Order(what, reason, returnTo, now);
        while (!orders.isEmpty() && !outlasts(orders.peek(), given, now)) {
            returnTo = orders.pop().returnTo;
        }
        orders.push(new Order(what, reason, returnTo, now));
    }

    private static boolean outlasts(Order before, Order given, long now) {
        return given.isTimed() && (!before.isTimed() || before.left(now) > given.left(now));
    }

    void clear() {
        orders.clear();
    }

    @Nullable Order present() {
        return orders.peek();
    }

    boolean isTimed() {
        return orders.peek() != null && orders.peek().isTimed();
    }

    /** When the present one is over, if that is by now; null if it is not. */
    @Nullable Long overAt(long now) {
        Order present = orders.peek();
        return present != null && present.isTimed() && present.left(now) <= 0
                ? Long.valueOf(now + present.left(now))
                : null;
    }

    /** Ends the present one; where the breaker returns to. */
    State end() {
        State to = orders.pop().returnTo;
        return to == State.OPEN ? State.HALF_OPEN : to;
    }

    @Nullable Duration revertsIn(long now) {
        return isTimed() ? Duration.ofNanos(orders.element().left(now)) : null;
    }
}
