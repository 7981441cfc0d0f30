package dev.breaker;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Races, many times over. In each round all actors start together, on threads that stay the same;
 * when all have ended, the round is checked and the next one prepared.
 *
 * <p>Between rounds the threads spin. A {@code CyclicBarrier} parks them and wakes one after the
 * other, which takes longer than what they race for: measured so, two actors met in 0 to 13 of
 * 3,000 rounds. The last to come would still be ahead by what it takes the others to notice,
 * therefore each waits a little before it acts, differently in each round. {@link RaceTests} sees
 * to it that they do meet.
 */
final class Race {

    private static final long NANOS_FOR_A_ROUND = TimeUnit.SECONDS.toNanos(60);
    private static final long NANOS_FOR_ALL_ROUNDS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int SPINS_BEFORE_YIELDING = 20_000; // a few time slices never overlap
    private static final int SPINS_WHERE_PROCESSORS_ARE_FEW = 200;
    private static final int MOST_SPINS_BEFORE_ACTING = 24;

    /** What runs at the same time. */
    interface Actor {
        void act() throws Throwable;

        /** This, and then the end of it is counted, whatever it comes to. */
        default Actor countingDown(AtomicInteger running) {
            return () -> {
                try {
                    act();
                } finally {
                    running.decrementAndGet();
                }
            };
        }
    }

    /** The actors of one round, and what must hold once all are at rest. */
    record Round(Actor check, Actor... actors) {

        /** A round of actors that differ by their number only. */
        static Round of(int actors, IntFunction<Actor> actor, Actor check) {
            return new Round(
                    check, IntStream.range(0, actors).mapToObj(actor).toArray(Actor[]::new));
        }
    }

    private final Supplier<Round> prepare;
    private final int actors;
    private final int spinsBeforeYielding;
    private final long began = System.nanoTime();
    private final AtomicInteger arrived = new AtomicInteger();
    private int left;
    private @Nullable Round prepared; // the first, so that the number of actors is known
    private @Nullable Round current; // published by turns
    private volatile int turns;
    private volatile @Nullable Throwable failure;

    private Race(int rounds, Round first, Supplier<Round> prepare) {
        left = rounds;
        prepared = first;
        actors = first.actors.length;
        this.prepare = prepare;
        spinsBeforeYielding =
                actors <= Runtime.getRuntime().availableProcessors()
                        ? SPINS_BEFORE_YIELDING
                        : SPINS_WHERE_PROCESSORS_ARE_FEW;
    }

    static void once(Round round) throws Throwable {
        repeat(1, () -> round);
    }

    /**
     * All rounds must have equally many actors; the first that fails ends the race. On a busy
     * machine there are fewer rounds, at least one, so that the tests' time is bounded.
     */
    static void repeat(int mostRounds, Supplier<Round> prepare) throws Throwable {
        Race race = new Race(mostRounds, prepare.get(), prepare);
        Thread[] threads =
                IntStream.range(0, race.actors)
                        .mapToObj(i -> new Thread(() -> race.run(i), "actor-" + i))
                        .toArray(Thread[]::new);
        Stream.of(threads).forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        if (race.failure != null) {
            throw race.failure;
        }
    }

    private void run(int actor) {
        while (lineUp()) {
            Round round = current;
            if (round == null) {
                return;
            }
            stagger();
            try {
                round.actors[actor].act();
            } catch (Throwable thrown) {
                failed(thrown);
            }
        }
    }

    /** Waits for all; false if they do not come. */
    private boolean lineUp() {
        int before = turns;
        if (arrived.incrementAndGet() == actors) {
            arrived.set(0);
            turn();
            turns = before + 1;
            return true;
        }
        long since = System.nanoTime();
        for (int spins = 0; turns == before; spins++) {
            if (spins < spinsBeforeYielding) {
                Thread.onSpinWait();
            } else if (System.nanoTime() - since > NANOS_FOR_A_ROUND) {
                failed(new AssertionError("the others do not end their round"));
                return false;
            } else {
                Thread.yield();
            }
        }
        return true;
    }

    private static void stagger() {
        int spins = ThreadLocalRandom.current().nextInt(MOST_SPINS_BEFORE_ACTING);
        for (int n = 0; n < spins; n++) {
            Thread.onSpinWait();
        }
    }

    /** Between two rounds, on the thread that came last. */
    private void turn() {
        Round ended = current;
        current = null;
        try {
            if (ended != null && failure == null) {
                ended.check.act();
            }
            if (goesOn()) {
                current = prepared != null ? prepared : prepare.get();
                prepared = null;
            }
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    private boolean goesOn() {
        boolean first = prepared != null;
        boolean timeLeft = System.nanoTime() - began < NANOS_FOR_ALL_ROUNDS;
        return left-- > 0 && failure == null && (first || timeLeft);
    }

    private synchronized void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }
}
