package dev.breaker.spring.stream;

import java.util.Map;

/** Headers of streams. */
final class StreamHeaders {

    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** For those who cannot set a header, as a browser's first request cannot. */
    static final String LAST_EVENT_ID_PARAMETER = "lastEventId";

    /** The last one is for a proxy, which would else keep messages back. */
    static final Map<String, String> ALL =
            Map.of(
                    "Content-Type", "text/event-stream;charset=UTF-8",
                    "Cache-Control", "no-store",
                    "X-Accel-Buffering", "no");

    private StreamHeaders() {}
}
