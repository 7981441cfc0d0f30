package dev.breaker.spring.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageConverter;

/** JSON as Spring MVC writes and reads it. */
public final class ConverterJson implements JsonWriter, JsonReader {

    private final Supplier<List<HttpMessageConverter<?>>> converters;

    /**
     * A writer and reader.
     *
     * @param converters those of Spring MVC
     */
    public ConverterJson(Supplier<List<HttpMessageConverter<?>>> converters) {
        this.converters = converters;
    }

    @Override
    @SuppressWarnings("unchecked") // that it can write the value is what it was asked
    public String write(Object value) {
        HttpMessageConverter<Object> converter =
                converters.get().stream()
                        .filter(it -> it.canWrite(value.getClass(), MediaType.APPLICATION_JSON))
                        .map(it -> (HttpMessageConverter<Object>) it)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Nothing here writes JSON"));
        Memory memory = new Memory();
        try {
            converter.write(value, MediaType.APPLICATION_JSON, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return memory.bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    @SuppressWarnings("unchecked") // it is what was asked for
    public @Nullable Map<String, @Nullable Object> read(byte[] json) {
        HttpMessageConverter<Map<?, ?>> converter =
                converters.get().stream()
                        .filter(it -> it.canRead(Map.class, MediaType.APPLICATION_JSON))
                        .map(it -> (HttpMessageConverter<Map<?, ?>>) it)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Nothing here reads JSON"));
        try {
            return (Map<String, @Nullable Object>) converter.read(ofObject(), new Bytes(json));
        } catch (IOException | HttpMessageConversionException noObject) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Class<Map<?, ?>> ofObject() {
        return (Class<Map<?, ?>>) (Class<?>) Map.class;
    }

    private record Bytes(InputStream getBody, HttpHeaders getHeaders) implements HttpInputMessage {

        Bytes(byte[] json) {
            this(new ByteArrayInputStream(json), new HttpHeaders());
            getHeaders.setContentType(MediaType.APPLICATION_JSON);
        }
    }

    private static final class Memory implements HttpOutputMessage {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final HttpHeaders headers = new HttpHeaders();

        @Override
        public OutputStream getBody() {
            return bytes;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
