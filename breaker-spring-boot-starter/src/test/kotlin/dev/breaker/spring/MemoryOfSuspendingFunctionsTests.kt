package dev.breaker.spring

import dev.breaker.CallNotPermittedException
import dev.breaker.annotation.CircuitBreaker
import java.io.IOException
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Of a suspend function the value is remembered for its arguments, whoever waits for it. */
class MemoryOfSuspendingFunctionsTests {

    open class Inventory {

        private var failure: IOException? = null

        open fun fail(with: IOException?) {
            failure = with
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        open suspend fun stock(sku: String): String? {
            yield()
            failure?.let { throw it }
            return if (sku == "nothing") null else "12 of $sku"
        }
    }

    private fun with(test: (Inventory, () -> Unit) -> Unit) {
        RememberingApplication.with(Inventory::class.java).run { context ->
            test(context.getBean(Inventory::class.java)) {
                AnnotatedApplication.breaker(context, "backend").forceOpen()
            }
        }
    }

    @Test
    fun `is served to another coroutine when a call fails`() = with { inventory, _ ->
        runBlocking { inventory.stock("book") }
        inventory.fail(IOException("down"))

        val answer = LastKnown.of<String?, Exception> { runBlocking { inventory.stock("book") } }
        assertThat(answer.value()).isEqualTo("12 of book")
        assertThat(answer.isStale).isTrue()
        assertThrows<IOException> { runBlocking { inventory.stock("lamp") } }
    }

    @Test
    fun `is served when a call is rejected`() = with { inventory, open ->
        runBlocking {
            inventory.stock("book")
            inventory.stock("nothing")
        }
        open()

        runBlocking {
            assertThat(inventory.stock("book")).isEqualTo("12 of book")
            assertThat(inventory.stock("nothing")).isNull()
        }
        assertThrows<CallNotPermittedException> { runBlocking { inventory.stock("lamp") } }
    }

    open class Unfit {

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        open suspend fun nothing() {
            yield()
        }

        @CircuitBreaker(name = "backend", fallbackCache = "stock")
        open suspend fun flow(): Flow<String> {
            yield()
            return flowOf("a")
        }
    }

    @Test
    fun `of nothing or many values is refused`() {
        assertThat(StartupProblems.of(RememberingApplication.with(Unfit::class.java)))
            .hasSize(2)
            .anyMatch { it.contains("returns nothing that could be remembered") }
            .anyMatch { it.contains("returns what brings many values, Flow") }
    }
}
