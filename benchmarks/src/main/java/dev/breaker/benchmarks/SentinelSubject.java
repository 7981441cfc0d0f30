package dev.breaker.benchmarks;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import java.util.List;

/** Sentinel with one rule: half of the calls of ten seconds fail. */
final class SentinelSubject implements Subject {

    private static final String RESOURCE = "b";

    private static final Operation NOTHING =
            new Operation() {
                @Override
                public Object get() {
                    return RESOURCE;
                }
            };
    private static final Operation FAILING =
            new Operation() {
                @Override
                public Object get() {
                    throw new IllegalStateException();
                }
            };

    SentinelSubject() {
        DegradeRuleManager.loadRules(
                List.of(
                        new DegradeRule(RESOURCE)
                                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
                                .setCount(0.5)
                                .setMinRequestAmount(10)
                                .setStatIntervalMs(10_000)
                                .setTimeWindow(3_600)));
    }

    @Override
    public Object call(Operation operation) {
        Entry entry;
        try {
            entry = SphU.entry(RESOURCE);
        } catch (BlockException rejected) {
            throw new Rejected(rejected);
        }
        try {
            return operation.get();
        } catch (RuntimeException thrown) {
            Tracer.traceEntry(thrown, entry);
            throw thrown;
        } finally {
            entry.exit();
        }
    }

    @Override
    public void permitAndSuccess() {
        call(NOTHING);
    }

    @Override
    public boolean tryAcquire() {
        try {
            SphU.entry(RESOURCE).exit();
            return true;
        } catch (BlockException rejected) {
            return false;
        }
    }

    @Override
    public void open() {
        for (int n = 0; n < 20; n++) {
            try {
                call(FAILING);
            } catch (IllegalStateException | Rejected expected) {
                // until it is open
            }
        }
    }

    @Override
    public void halfOpen() {
        throw new UnsupportedOperationException("Sentinel has no such operation");
    }

    @Override
    public Object retained() {
        throw new UnsupportedOperationException("Sentinel keeps all in static fields");
    }

    /** Sentinel's rejection is a checked exception, without a stack trace. */
    private static final class Rejected extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Rejected(BlockException cause) {
            super(null, cause, false, false);
        }
    }
}
