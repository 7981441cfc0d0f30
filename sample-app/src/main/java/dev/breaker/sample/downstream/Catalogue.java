package dev.breaker.sample.downstream;

import java.util.Map;

/** What the simulated services know, by path. A path that is not here is answered with 404. */
final class Catalogue {

    static final Map<String, String> STOCK =
            Map.of(
                    "/inventory/book", "{\"available\": 12}",
                    "/inventory/lamp", "{\"available\": 3}",
                    "/inventory/desk", "{\"available\": 0}");

    static final Map<String, String> PAYMENT =
            Map.of("/payment/methods", "[\"card\", \"invoice\"]");

    static final Map<String, String> RECOMMENDATIONS =
            Map.of(
                    "/recommendation/book", "[\"lamp\"]",
                    "/recommendation/lamp", "[\"book\", \"desk\"]",
                    "/recommendation/desk", "[\"lamp\"]");

    private Catalogue() {}
}
