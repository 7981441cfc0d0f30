package dev.breaker;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Access to the volatile fields that are moved by compare-and-set. */
final class VarHandles {

    private VarHandles() {}

    /** The handle of a field of the class that asks. */
    static VarHandle of(Lookup owner, String field, Class<?> type) {
        try {
            return owner.findVarHandle(owner.lookupClass(), field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
