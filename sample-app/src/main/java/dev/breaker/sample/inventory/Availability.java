package dev.breaker.sample.inventory;

import dev.breaker.CallNotPermittedException;
import dev.breaker.spring.LastKnown;
import org.springframework.stereotype.Service;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Tells how much of an article there is, for showing: has an answer while the inventory fails. */
@Service
public class Availability {

    private final Inventory inventory;

    Availability(Inventory inventory) {
        this.inventory = inventory;
    }

    /** What the inventory says, or said last; nothing is sold of what it never spoke of. */
    public Stock of(String sku) {
        try {
            return Stock.of(sku, LastKnown.of(() -> inventory.availableOrLastKnown(sku)));
        } catch (HttpClientErrorException unknownArticle) {
            throw unknownArticle; // the inventory is well: this is its answer
        } catch (CallNotPermittedException | RestClientException nothingIsKnown) {
            return Stock.neverSeen(sku);
        }
    }
}
