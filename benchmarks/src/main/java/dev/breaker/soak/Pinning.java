package dev.breaker.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Listens for virtual threads that are pinned to their carriers while they are in our code. */
final class Pinning implements AutoCloseable {

    private static final String EVENT = "jdk.VirtualThreadPinned";

    private final Recording recording = new Recording();

    Pinning() {
        recording.enable(EVENT).withThreshold(Duration.ZERO).withStackTrace();
        recording.start();
    }

    /** Ends the recording; the stack traces of the events that name the engine. */
    List<String> stop() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("soak", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(EVENT))
                    .filter(event -> frames(event).anyMatch(Pinning::isOurs))
                    .map(RecordedEvent::toString)
                    .toList();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Stream<RecordedFrame> frames(RecordedEvent event) {
        return event.getStackTrace() == null
                ? Stream.of()
                : event.getStackTrace().getFrames().stream();
    }

    private static boolean isOurs(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.startsWith("dev.breaker.") && !type.startsWith("dev.breaker.soak.");
    }

    @Override
    public void close() {
        recording.close();
    }
}
