package dev.breaker.spring.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/** JSON as Spring MVC writes it. */
public final class ConverterJson implements JsonWriter {

    private final Supplier<List<HttpMessageConverter<?>>> converters;

    /**
     * A writer.
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
