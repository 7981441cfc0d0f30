package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Encoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;

/** JSON as Spring WebFlux writes it. */
public final class CodecJson implements JsonWriter {

    private final ServerCodecConfigurer codecs;

    /**
     * A writer.
     *
     * @param codecs those of Spring WebFlux
     */
    public CodecJson(ServerCodecConfigurer codecs) {
        this.codecs = codecs;
    }

    @Override
    public String write(Object value) {
        ResolvableType type = ResolvableType.forInstance(value);
        DataBuffer buffer =
                encoder(type)
                        .encodeValue(
                                value,
                                DefaultDataBufferFactory.sharedInstance,
                                type,
                                MediaType.APPLICATION_JSON,
                                null);
        try {
            return buffer.toString(StandardCharsets.UTF_8);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    @SuppressWarnings("unchecked") // that it can write the type is what it was asked
    private Encoder<Object> encoder(ResolvableType type) {
        return codecs.getWriters().stream()
                .filter(writer -> writer.canWrite(type, MediaType.APPLICATION_JSON))
                .filter(EncoderHttpMessageWriter.class::isInstance)
                .map(
                        writer ->
                                (Encoder<Object>)
                                        ((EncoderHttpMessageWriter<?>) writer).getEncoder())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing here writes JSON"));
    }
}
