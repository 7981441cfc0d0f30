package dev.breaker.spring

import dev.breaker.CallNotPermittedException
import dev.breaker.annotation.CircuitBreaker
import java.io.IOException
import kotlin.coroutines.AbstractCoroutineContextElement
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.reactive.awaitSingle
import kotlinx.coroutines.yield
import org.springframework.web.reactive.function.client.WebClient

/** What the tests of suspend functions call. */
open class SuspendingClient {

    @CircuitBreaker(name = "backend")
    open suspend fun get(url: String): String =
        WebClient.create(url).get().retrieve().bodyToMono(String::class.java).awaitSingle()

    @CircuitBreaker(name = "backend")
    open suspend fun read(answer: () -> String?): String? {
        yield()
        return answer()
    }

    @CircuitBreaker(name = "backend")
    open suspend fun await(answer: CompletableDeferred<Int>): Int = answer.await()

    @CircuitBreaker(name = "backend")
    open suspend fun nothing(failure: Exception?) {
        yield()
        failure?.let { throw it }
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "suspended")
    open suspend fun orSuspended(key: Int, failure: Exception): String = fail(failure)

    private suspend fun suspended(key: Int, failure: Exception, thrown: IOException): String {
        yield()
        return "$key after ${thrown.message} for ${currentCoroutineContext()[User]?.name}"
    }

    private suspend fun suspended(rejected: CallNotPermittedException): String {
        yield()
        return "rejected"
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "plain")
    open suspend fun orPlain(key: Int, failure: Exception): String = fail(failure)

    private fun plain(key: Int, failure: Exception): String = "plain $key"

    @CircuitBreaker(name = "backend", fallbackMethod = "nothingElse")
    open suspend fun nothingOrElse(failure: Exception) {
        fail(failure)
    }

    private fun nothingElse() {}

    @CircuitBreaker(name = "backend", fallbackMethod = "second")
    open suspend fun first(failure: Exception): String = fail(failure)

    @CircuitBreaker(name = "second", fallbackMethod = "third")
    open suspend fun second(failure: Exception): String = fail(failure)

    private suspend fun third(failure: Exception, thrown: IOException): String {
        yield()
        return "third"
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "others")
    open fun flow(failure: Exception?): Flow<String> = flow {
        emit("a")
        failure?.let { throw it }
        emit("b")
    }

    @CircuitBreaker(name = "backend", fallbackMethod = "others")
    open suspend fun suspendingFlow(failure: Exception?): Flow<String> {
        yield()
        return flow(failure)
    }

    private fun others(failure: Exception?): Flow<String> = flowOf("other")

    private suspend fun fail(failure: Exception): String {
        yield()
        throw failure
    }
}

/** Who calls, in the coroutine's context. */
class User(val name: String) : AbstractCoroutineContextElement(User) {
    companion object Key : CoroutineContext.Key<User>
}
