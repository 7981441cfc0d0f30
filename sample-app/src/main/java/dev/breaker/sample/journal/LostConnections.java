package dev.breaker.sample.journal;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Tells the pool that a connection to H2 is gone, which H2 says by its own SQLStates; else the pool
 * would hand it out again.
 */
public final class LostConnections implements SQLExceptionOverride {

    @java.lang.Override // the interface has an Override of its own
    public Override adjudicate(SQLException thrown) {
        return thrown instanceof SQLNonTransientConnectionException
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
