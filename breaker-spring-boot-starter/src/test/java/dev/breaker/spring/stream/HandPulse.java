package dev.breaker.spring.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/** Without a thread: tests tick. */
final class HandPulse implements Pulse {

    final Set<Stream> streams = new LinkedHashSet<>();
    boolean beats = true;

    @Override
    public void beatFor(Stream stream) {
        streams.add(stream);
    }

    @Override
    public boolean isBeating() {
        return beats;
    }
}
