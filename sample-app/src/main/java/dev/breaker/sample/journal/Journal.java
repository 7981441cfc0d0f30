package dev.breaker.sample.journal;

import dev.breaker.CallNotPermittedException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Writes orders down in a database, whose breaker is set in application.yml: nothing here tells of
 * it but the exception of a rejection, which is not one of the database.
 */
@Service
public class Journal {

    private static final int SHOWN = 10;

    private final JdbcClient database;
    private final Deque<Entry> waiting = new ConcurrentLinkedDeque<>();

    Journal(JdbcClient database) {
        this.database = database;
    }

    /** Writes an order down, after those that wait; while the database is out, it waits as well. */
    public Placed write(String sku) {
        waiting.add(new Entry(sku, Instant.now()));
        return new Placed(sku, writeWaiting());
    }

    private boolean writeWaiting() {
        for (Entry next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                insert(next);
            } catch (CallNotPermittedException | DataAccessException outOfReach) {
                waiting.addFirst(next);
                return false;
            }
        }
        return true;
    }

    private void insert(Entry entry) {
        database.sql("INSERT INTO journal (sku, placed_at) VALUES (?, ?)")
                .params(entry.sku(), entry.placedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The latest orders. While the database is out, those that are not there yet. */
    public Recent recent() {
        try {
            return new Recent(select(), "database");
        } catch (CallNotPermittedException | DataAccessException outOfReach) {
            List<Entry> entries = new ArrayList<>(waiting);
            Collections.reverse(entries);
            return new Recent(entries, "fallback");
        }
    }

    private List<Entry> select() {
        return database.sql("SELECT sku, placed_at FROM journal ORDER BY id DESC LIMIT ?")
                .param(SHOWN)
                .query(
                        (row, number) ->
                                new Entry(
                                        row.getString("sku"),
                                        row.getObject("placed_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }
}
