package dev.breaker.spring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamPulseTests {

    private final StreamPulse pulse = new StreamPulse();
    private final Beaten stream = new Beaten();

    /** A stream that shows by whom it is ticked. */
    private static final class Beaten implements Stream {

        private final AtomicReference<@Nullable Thread> by = new AtomicReference<>();
        private final CountDownLatch ticked = new CountDownLatch(3);
        private volatile boolean isIdle;
        private volatile boolean isEnded;
        private volatile boolean isBroken;
        private volatile @Nullable Error endTrouble;
        private volatile @Nullable RuntimeException idleTrouble;

        @Override
        public boolean tick(long now) {
            by.set(Thread.currentThread());
            ticked.countDown();
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return false;
        }

        @Override
        public boolean isIdle() {
            RuntimeException trouble = idleTrouble;
            if (trouble != null) {
                throw trouble;
            }
            return isIdle;
        }

        @Override
        public void end() {
            isEnded = true;
            Error trouble = endTrouble;
            if (trouble != null) {
                throw trouble;
            }
            isIdle = true;
        }

        Thread thread() throws InterruptedException {
            assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread thread = by.get();
            assertThat(thread).isNotNull();
            return thread;
        }
    }

    private static void awaitEnd(Thread thread) throws InterruptedException {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @BeforeEach
    void start() {
        pulse.start();
    }

    @AfterEach
    void stop() {
        pulse.stop();
    }

    @Test
    void beatsOnADaemonThatHasAName() throws InterruptedException {
        pulse.beatFor(stream);

        assertThat(stream.thread().isDaemon()).isTrue();
        assertThat(stream.thread().getName()).isEqualTo("breaker-streams");
    }

    @Test
    void hasNoThreadForStreamsThatAreIdle() throws InterruptedException {
        pulse.beatFor(stream);
        Thread first = stream.thread();
        stream.isIdle = true;
        awaitEnd(first);

        Beaten again = new Beaten();
        pulse.beatFor(again);

        assertThat(again.thread()).isNotSameAs(first);
    }

    @Test
    void beatsForAllOnOneThread() throws InterruptedException {
        Beaten other = new Beaten();
        pulse.beatFor(stream);
        pulse.beatFor(other);

        assertThat(other.thread()).isSameAs(stream.thread());
    }

    @Test
    void goesOnForOthersWhereAStreamIsBroken() throws InterruptedException {
        Beaten broken = new Beaten();
        broken.isBroken = true;
        pulse.beatFor(broken);
        pulse.beatFor(stream);

        assertThat(stream.thread().isAlive()).isTrue();
        assertThat(broken.isEnded).isTrue();
    }

    @Test
    void goesOnForOthersWhereAStreamCannotEvenBeEnded() throws InterruptedException {
        Beaten broken = new Beaten();
        broken.isBroken = true;
        broken.endTrouble = new AssertionError("cannot be ended");
        pulse.beatFor(broken);
        Thread first = broken.thread();

        pulse.beatFor(stream);

        assertThat(stream.thread()).isSameAs(first);
        assertThat(broken.isEnded).isTrue();
    }

    @Test
    void beatsAgainAfterItsThreadHasDied() throws InterruptedException {
        pulse.beatFor(stream);
        Thread dead = stream.thread();
        dead.setUncaughtExceptionHandler((thread, expected) -> {});
        stream.idleTrouble = new IllegalStateException("is nothing");
        awaitEnd(dead);

        stream.idleTrouble = null;
        Beaten another = new Beaten();
        pulse.beatFor(another);

        assertThat(another.thread()).isNotSameAs(dead);
    }

    @Test
    void stopsAlthoughAStreamCannotBeEnded() throws InterruptedException {
        Beaten broken = new Beaten();
        broken.endTrouble = new AssertionError("cannot be ended");
        pulse.beatFor(broken);
        pulse.beatFor(stream);
        Thread thread = stream.thread();

        pulse.stop();

        assertThat(stream.isEnded).isTrue();
        awaitEnd(thread);
    }

    @Test
    void endsAllBeforeItHasStopped() throws InterruptedException {
        pulse.beatFor(stream);
        Thread thread = stream.thread();

        pulse.stop();

        assertThat(stream.isEnded).isTrue();
        assertThat(pulse.isBeating()).isFalse();
        awaitEnd(thread);
    }
}
