package kotlin.coroutines;

/** Stands for the type by which the Kotlin compiler marks suspend functions. */
public interface Continuation<T> {}
