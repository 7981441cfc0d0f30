package dev.breaker.spring.stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DefaultDataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

/**
 * Nothing that speaks of the breaker {@code trap} can be written to clients that have asked for
 * that by a header, whose value is what is thrown.
 */
@Configuration(proxyBeanMethods = false)
class BrokenWrites {

    static final String HEADER = "Test-Broken-Writes";

    private static boolean isTrap(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8).contains("\"trap\"");
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class OfServlets {

        @Bean
        OncePerRequestFilter brokenOutputs() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    String broken = request.getHeader(HEADER);
                    chain.doFilter(
                            request,
                            broken == null
                                    ? response
                                    : new Broken(response, broken.equals("IOException")));
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    static class Reactive {

        @Bean
        WebFilter brokenBuffers() {
            return (exchange, chain) ->
                    exchange.getRequest().getHeaders().containsHeader(HEADER)
                            ? chain.filter(
                                    exchange.mutate()
                                            .response(broken(exchange.getResponse()))
                                            .build())
                            : chain.filter(exchange);
        }

        private static ServerHttpResponse broken(ServerHttpResponse response) {
            DefaultDataBufferFactory buffers =
                    new DefaultDataBufferFactory() {
                        @Override
                        public DefaultDataBuffer wrap(byte[] bytes) {
                            if (isTrap(bytes, 0, bytes.length)) {
                                throw new IllegalStateException("This cannot be written");
                            }
                            return super.wrap(bytes);
                        }
                    };
            return new ServerHttpResponseDecorator(response) {
                @Override
                public DefaultDataBufferFactory bufferFactory() {
                    return buffers;
                }
            };
        }
    }

    private static final class Broken extends HttpServletResponseWrapper {

        private final boolean isChecked;

        private Broken(HttpServletResponse response, boolean isChecked) {
            super(response);
            this.isChecked = isChecked;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream out = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return out.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    out.setWriteListener(listener);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (isTrap(bytes, offset, length)) {
                        if (isChecked) {
                            throw new IOException("This cannot be written");
                        }
                        throw new IllegalStateException("This cannot be written");
                    }
                    out.write(bytes, offset, length);
                }

                @Override
                public void write(int one) throws IOException {
                    out.write(one);
                }

                @Override
                public void flush() throws IOException {
                    out.flush();
                }
            };
        }
    }
}
