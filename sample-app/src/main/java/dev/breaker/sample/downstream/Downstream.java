package dev.breaker.sample.downstream;

import static java.net.InetAddress.getLoopbackAddress;
import static java.util.Collections.unmodifiableMap;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The services that the orders depend on: a real HTTP server, on a free port of the loopback
 * interface, with one {@link SimulatedService} per path.
 */
@Component
public final class Downstream implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, SimulatedService> services = new TreeMap<>();

    /**
     * Opens the port.
     *
     * @param slowness how late a slow service answers
     */
    Downstream(@Value("${downstream.slowness}") Duration slowness) throws IOException {
        server = HttpServer.create(new InetSocketAddress(getLoopbackAddress(), 0), 0);
        serve("inventory", slowness, Catalogue.STOCK);
        serve("payment", slowness, Catalogue.PAYMENT);
        serve("recommendation", slowness, Catalogue.RECOMMENDATIONS);
        server.start();
    }

    private void serve(String name, Duration slowness, Map<String, String> answers) {
        SimulatedService service = new SimulatedService(answers, slowness);
        services.put(name, service);
        server.createContext("/" + name, service);
    }

    /** {@return where the services are reached} */
    public String url() {
        return "http://%s:%d"
                .formatted(getLoopbackAddress().getHostAddress(), server.getAddress().getPort());
    }

    /** {@return the services by name, which is also how their paths begin} */
    public Map<String, SimulatedService> services() {
        return unmodifiableMap(services);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
