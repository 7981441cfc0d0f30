package dev.breaker.spring

import dev.breaker.CallNotPermittedException
import dev.breaker.State
import dev.breaker.annotation.CircuitBreaker
import dev.breaker.spring.http.Downstream
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.springframework.boot.test.context.FilteredClassLoader
import org.springframework.context.ApplicationContext
import org.springframework.web.reactive.function.client.WebClientRequestException
import org.springframework.web.reactive.function.client.WebClientResponseException

/** r4j#2153: a suspend function is a success or a failure when it comes to its end. */
class SuspendingFunctionsTests {

    private val failure = IOException("down")

    private fun with(test: suspend (ApplicationContext, SuspendingClient) -> Unit) {
        AnnotatedApplication.with(SuspendingClient::class.java).run { context ->
            runBlocking(User("alice")) { test(context, context.getBean(SuspendingClient::class.java)) }
        }
    }

    @Test
    fun `succeeds with its value and with none`() = with { context, client ->
        assertThat(client.read { "value" }).isEqualTo("value")
        assertThat(client.read { null }).isNull()
        client.nothing(null)
        assertThat(Totals.of(context)).isEqualTo(Totals(3, 0, 0, 0))
    }

    @Test
    fun `is no verdict while it is suspended`() = with { context, client ->
        val answer = CompletableDeferred<Int>()
        runBlocking {
            val call = async(start = CoroutineStart.UNDISPATCHED) { client.await(answer) }
            assertThat(Totals.of(context)).isEqualTo(Totals.none())
            answer.complete(7)
            assertThat(call.await()).isEqualTo(7)
        }
        assertThat(Totals.of(context)).isEqualTo(Totals.success())
    }

    @Test
    fun `fails with its exception`() = with { context, client ->
        assertThat(assertThrows<IOException> { client.read { throw failure } }).hasMessage("down")
        assertThrows<IOException> { client.nothing(failure) }
        assertThat(Totals.of(context)).isEqualTo(Totals(0, 2, 0, 0))
    }

    @Test
    fun `is not called when it is rejected`() = with { context, client ->
        AnnotatedApplication.breaker(context, "backend").forceOpen()
        assertThrows<CallNotPermittedException> { client.read { throw AssertionError() } }
        assertThat(Totals.of(context)).isEqualTo(Totals.rejection())
    }

    @Test
    fun `is no verdict when its caller is cancelled`() = with { context, client ->
        val answer = CompletableDeferred<Int>()
        runBlocking {
            launch(start = CoroutineStart.UNDISPATCHED) { client.await(answer) }.cancelAndJoin()
        }
        assertThrows<TimeoutCancellationException> { withTimeout(1) { client.await(answer) } }
        assertThat(Totals.of(context)).isEqualTo(Totals(0, 0, 2, 0))
    }

    @Test
    fun `probes close the breaker`() = with { context, client ->
        val breaker = AnnotatedApplication.breaker(context, "backend")
        breaker.halfOpen()
        repeat(3) { client.read { "probe" } }
        assertThat(breaker.state()).isEqualTo(State.CLOSED)
    }

    @Test
    fun `has a suspend function as fallback`() = with { context, client ->
        assertThat(client.orSuspended(1, failure)).isEqualTo("1 after down for alice")
        assertThrows<IllegalStateException> { client.orSuspended(1, IllegalStateException()) }
        AnnotatedApplication.breaker(context, "backend").forceOpen()
        assertThat(client.orSuspended(1, failure)).isEqualTo("rejected")
        assertThat(Totals.of(context)).isEqualTo(Totals(0, 2, 0, 1))
    }

    @Test
    fun `has a plain function as fallback`() = with { context, client ->
        assertThat(client.orPlain(2, failure)).isEqualTo("plain 2")
        client.nothingOrElse(failure)
        assertThat(Totals.of(context)).isEqualTo(Totals(0, 2, 0, 0))
    }

    @Test
    fun `has a fallback that is guarded itself`() = with { context, client ->
        assertThat(client.first(failure)).isEqualTo("third")
        assertThat(Totals.of(context)).isEqualTo(Totals.failure())
        assertThat(Totals.of(context, "second")).isEqualTo(Totals.failure())
    }

    @Test
    fun `may return a flow, as may a plain function`() = with { context, client ->
        assertThat(client.flow(null).toList()).containsExactly("a", "b")
        assertThat(client.flow(failure).toList()).containsExactly("a", "other")
        assertThat(client.suspendingFlow(null).toList()).containsExactly("a", "b")
        assertThat(client.suspendingFlow(failure).toList()).containsExactly("a", "other")
        assertThat(client.suspendingFlow(null).first()).isEqualTo("a")
        assertThat(Totals.of(context)).isEqualTo(Totals(3, 2, 0, 0))
    }

    @Test
    fun `counts what a real server does`() = with { context, client ->
        Downstream().use { server ->
            assertThat(client.get(server.url())).isEqualTo("hello")
            server.answering(503)
            assertThrows<WebClientResponseException.ServiceUnavailable> { client.get(server.url()) }
            server.answering { it.close() }
            assertThrows<WebClientRequestException> { client.get(server.url()) }
            server.answering { CountDownLatch(1).await() } // until the server is closed
            assertThrows<TimeoutCancellationException> { withTimeout(100) { client.get(server.url()) } }
            assertThat(Totals.of(context)).isEqualTo(Totals(1, 2, 1, 0))
            AnnotatedApplication.breaker(context, "backend").forceOpen()
            assertThrows<CallNotPermittedException> { client.get(server.url()) }
            assertThat(server.requests()).isGreaterThanOrEqualTo(4)
            assertThat(Totals.of(context)).isEqualTo(Totals(1, 2, 1, 1))
        }
    }

    @ParameterizedTest
    @CsvSource(
        "reactor.core, io.projectreactor:reactor-core",
        "kotlinx.coroutines.reactor, org.jetbrains.kotlinx:kotlinx-coroutines-reactor",
        "kotlin.reflect.full, org.jetbrains.kotlin:kotlin-reflect",
    )
    fun `is refused where a jar is missing`(packageName: String, jar: String) {
        AnnotatedApplication.with(Alone::class.java)
            .withClassLoader(FilteredClassLoader(packageName))
            .run { context ->
                val problems = (context.startupFailure as InvalidCircuitBreakerException).problems()
                assertThat(problems).hasSize(1)
                assertThat(problems[0].place()).endsWith("Alone.read(String)")
                assertThat(problems[0].description()).contains("It is a suspend function")
                assertThat(problems[0].action()).isEqualTo("Add $jar.")
            }
    }

    open class Alone {
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        open suspend fun read(key: String): String = key

        private suspend fun instead(key: String): String = key
    }

    open class Misfits {
        @CircuitBreaker(name = "backend", fallbackMethod = "instead")
        open suspend fun read(key: String): String = key

        private suspend fun instead(key: String): Int = key.length

        @CircuitBreaker(name = "backend", fallbackMethod = "suspending")
        open fun settled(key: String): String = key

        private suspend fun suspending(key: String): String = key

        @CircuitBreaker(name = "backend")
        open suspend fun future(): CompletableFuture<String> = CompletableFuture()
    }

    @Test
    fun `is refused where its fallback does not fit, or it would not be done`() {
        assertThat(StartupProblems.of(Misfits::class.java))
            .hasSize(3)
            .anySatisfy {
                assertThat(it)
                    .contains(
                        "Misfits.read(String): Its fallback 'instead' does not fit",
                        "String instead(String, <exception>)",
                        "suspend Integer instead(String): returns Integer, not String",
                    )
            }
            .anySatisfy {
                assertThat(it)
                    .contains(
                        "suspend String suspending(String): is a suspend function, unlike the guarded method",
                    )
            }
            .anySatisfy {
                assertThat(it).contains("Misfits.future(): It returns a CompletableFuture")
            }
    }
}
