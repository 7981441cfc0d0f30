package dev.breaker.spring.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.CodecException;
import org.springframework.core.codec.Decoder;
import org.springframework.core.codec.Encoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;

/** JSON as Spring WebFlux writes and reads it. */
public final class CodecJson implements JsonWriter, JsonReader {

    private static final ResolvableType OBJECT =
            ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class);

    private final ServerCodecConfigurer codecs;

    /**
     * A writer and reader.
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

    @Override
    @SuppressWarnings("unchecked") // it is what was asked for
    public @Nullable Map<String, @Nullable Object> read(byte[] json) {
        try {
            return (Map<String, @Nullable Object>)
                    decoder()
                            .decode(
                                    DefaultDataBufferFactory.sharedInstance.wrap(json),
                                    OBJECT,
                                    MediaType.APPLICATION_JSON,
                                    null);
        } catch (CodecException noObject) {
            return null;
        }
    }

    private Decoder<?> decoder() {
        return codecs.getReaders().stream()
                .filter(reader -> reader.canRead(OBJECT, MediaType.APPLICATION_JSON))
                .filter(DecoderHttpMessageReader.class::isInstance)
                .map(reader -> ((DecoderHttpMessageReader<?>) reader).getDecoder())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing here reads JSON"));
    }
}
