package dev.breaker.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.BreakerRegistry;
import dev.breaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class KeyedBreakersTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestTime time = new TestTime();
    private final BreakerRegistry registry =
            BreakerRegistry.of(
                    BreakerConfig.builder().consecutiveFailuresThreshold(1).build(), time);
    private final BreakerFamilies families =
            new BreakerFamilies(registry, new TestBreakers(registry), time);
    private final KeyedBreakers partners = family(3);

    private KeyedBreakers family(int maxKeys) {
        return families.family("partner", "", new KeySettings(maxKeys, HOUR, false));
    }

    private List<String> keys() {
        return partners.keys().stream().map(Breaker::name).toList();
    }

    private void open(Breaker breaker) {
        Calls.failUntilOpen(breaker, new IllegalStateException());
    }

    /** Somebody comes by: at least often enough to see who is idle. */
    private void pass(Duration by) {
        for (Duration left = by;
                !left.isNegative() && !left.isZero();
                left = left.minusSeconds(Math.min(30, left.toSeconds()))) {
            time.advance(Duration.ofSeconds(Math.min(30, left.toSeconds())));
            partners.keys();
        }
    }

    @Test
    void eachKeyHasABreakerOfItsOwnWhichIsInTheRegistry() {
        Breaker acme = partners.of("acme");

        assertThat(acme.name()).isEqualTo("partner/acme");
        assertThat(partners.of("acme")).isSameAs(acme);
        assertThat(partners.of("globex")).isNotSameAs(acme);
        assertThat(registry.find("partner/acme")).containsSame(acme);
        assertThat(families.ownerOf(acme)).containsSame(partners);
        assertThat(families.find("partner")).containsSame(partners);
    }

    @Test
    void oneThatFailsLeavesTheOthersAlone() {
        open(partners.of("acme"));

        assertThat(partners.of("globex").state()).isEqualTo(State.CLOSED);
        assertThat(partners.own().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aCallWithoutAKeyHasTheBreakerOfTheName() {
        assertThat(partners.of(null).name()).isEqualTo("partner");
        assertThat(partners.own()).isSameAs(partners.of(null));
        assertThat(families.ownerOf(partners.own())).isEmpty();
    }

    @Test
    void aKeyThatNobodyAsksForGoesAndComesBackAnew() {
        Breaker acme = partners.of("acme");
        pass(HOUR.plus(MINUTE));

        assertThat(keys()).isEmpty();
        assertThat(registry.find("partner/acme")).isEmpty();
        assertThat(families.ownerOf(acme)).isEmpty();
        assertThat(partners.of("acme")).isNotSameAs(acme);
    }

    @Test
    void aKeyIsKeptAsLongAsSomebodyAsksForIt() {
        Breaker acme = partners.of("acme");
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofMinutes(50));
            assertThat(partners.of("acme")).isSameAs(acme);
        }
    }

    @Test
    void aLookUpIsEnoughToFindWhoIsIdle() {
        partners.of("acme");
        lookUpOften("globex");
        time.advance(MINUTE);
        lookUpOften("globex");
        time.advance(HOUR);
        lookUpOften("globex");

        assertThat(registry.find("partner/acme")).isEmpty();
        assertThat(registry.find("partner/globex")).isPresent();
    }

    /** One look-up in 1024 has time to see who is idle: never mind whether it is the first. */
    private void lookUpOften(String key) {
        for (int i = 0; i < 50_000; i++) {
            partners.of(key);
        }
    }

    @Test
    void anOpenBreakerStaysHoweverIdle() {
        Breaker acme = partners.of("acme");
        acme.forceOpen();
        pass(HOUR.multipliedBy(3));

        assertThat(partners.of("acme")).isSameAs(acme);
        acme.close();
        pass(HOUR.plus(MINUTE));
        assertThat(keys()).isEmpty();
    }

    @Test
    void anOpenBreakerGoesWhenItsWaitIsOverAndNobodySendsAProbe() {
        Breaker acme = partners.of("acme");
        open(acme);
        pass(MINUTE.multipliedBy(50));
        assertThat(acme.state()).isEqualTo(State.HALF_OPEN);
        assertThat(partners.of("acme")).isSameAs(acme);
        pass(MINUTE.multipliedBy(50));
        partners.of("b");
        partners.of("c");
        assertThat(partners.of("d")).isSameAs(partners.own()); // it gives no way before its time
        pass(MINUTE.multipliedBy(11));

        assertThat(registry.find("partner/acme")).isEmpty();
        assertThat(partners.of("acme").state()).isEqualTo(State.CLOSED);
    }

    @Test
    void oneWhoseWaitIsNotOverStaysAsDoThoseThatAnOperatorSet() {
        BreakerConfig waitsLong =
                BreakerConfig.builder()
                        .consecutiveFailuresThreshold(1)
                        .waitDurationInOpenState(HOUR.multipliedBy(9))
                        .build();
        BreakerRegistry patient = BreakerRegistry.of(waitsLong, time);
        KeyedBreakers tenants =
                new BreakerFamilies(patient, new TestBreakers(patient), time)
                        .family("tenant", "", new KeySettings(9, HOUR, false));
        open(tenants.of("open"));
        tenants.of("forced").forceOpen();
        tenants.of("disabled").disable();
        tenants.of("measured").metricsOnly();
        for (int i = 0; i < 3; i++) {
            time.advance(HOUR);
            tenants.keys();
        }

        assertThat(tenants.keys()).hasSize(4);
    }

    /** Breakers of a user's own need not be in the registry. */
    @Test
    void aBreakerThatIsNeverInTheRegistryServesItsKeyAsItIs() {
        BreakerRegistry elsewhere = BreakerRegistry.of(BreakerConfig.builder().build(), time);
        KeyedBreakers strangers =
                new BreakerFamilies(registry, new TestBreakers(elsewhere), time)
                        .family("stranger", "", new KeySettings(9, HOUR, false));

        assertThat(strangers.of("acme")).isSameAs(elsewhere.breaker("stranger/acme"));
    }

    @Test
    void whereThereIsNoRoomKeysWaitForNoLock() throws Exception {
        List.of("a", "b", "c").forEach(partners::of);
        synchronized (partners) {
            assertThat(CompletableFuture.supplyAsync(() -> partners.of("d")).get(30, SECONDS))
                    .isSameAs(partners.own());
        }
    }

    @Test
    void theOneIdleForLongestGivesWay() {
        partners.of("first");
        pass(MINUTE);
        partners.of("second");
        partners.of("third");
        pass(MINUTE.multipliedBy(2));

        assertThat(partners.of("fourth").name()).isEqualTo("partner/fourth");
        assertThat(keys()).containsExactly("partner/fourth", "partner/second", "partner/third");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whereNoneCanGoFurtherKeysShareTheBreakerOfTheNameAndTheLogSaysSo(CapturedOutput log) {
        open(partners.of("a"));
        partners.of("b").forceOpen();
        partners.of("c");

        assertThat(partners.of("d")).isSameAs(partners.own());
        assertThat(partners.of("e")).isSameAs(partners.own());
        assertThat(keys()).hasSize(3);
        assertThat(log.getOut().lines().filter(line -> line.contains("further keys")))
                .singleElement()
                .asString()
                .contains("WARN")
                .endsWith(
                        "Breaker 'partner' has 3 keys, which is its max-keys, and each was asked for in"
                                + " the last minute or is not CLOSED: calls with further keys share the"
                                + " breaker 'partner'. Raise max-keys, or let the key have fewer values.");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLogSaysItAgainAfterTenMinutes(CapturedOutput log) {
        List.of("a", "b", "c").forEach(key -> partners.of(key).forceOpen());
        for (int i = 0; i < 21; i++) {
            partners.of("d");
            time.advance(MINUTE);
        }

        assertThat(log.getOut().lines().filter(line -> line.contains("further keys"))).hasSize(3);
    }

    @Test
    void aKeyThatSharedGetsItsOwnWhenThereIsRoom() {
        List.of("a", "b", "c").forEach(partners::of);
        assertThat(partners.of("d")).isSameAs(partners.own());

        pass(MINUTE.multipliedBy(2));
        assertThat(partners.of("d").name()).isEqualTo("partner/d");
    }

    @Test
    void whoIsTakenOutOfTheRegistryIsMadeAnew() {
        Breaker acme = partners.of("acme");
        registry.remove("partner/acme");

        assertThat(partners.of("acme")).isNotSameAs(acme);
        assertThat(registry.find("partner/acme")).containsSame(partners.of("acme"));
        assertThat(families.ownerOf(partners.of("acme"))).containsSame(partners);
    }

    @Test
    void soIsTheBreakerOfTheName() {
        Breaker own = partners.own();
        registry.remove("partner");

        assertThat(partners.own()).isNotSameAs(own);
        assertThat(registry.find("partner")).containsSame(partners.own());
    }

    @Test
    void aBreakerThatIsThereBeforeServesItsKeyButIsNotTheFamilys() {
        Breaker configured = registry.breaker("partner/acme");

        assertThat(partners.of("acme")).isSameAs(configured);
        assertThat(partners.keys()).containsExactly(configured);
        assertThat(partners.measured()).containsExactly(partners.own());
        assertThat(families.ownerOf(configured)).isEmpty();
        pass(HOUR.multipliedBy(2));
        assertThat(registry.find("partner/acme")).containsSame(configured);
    }

    @Test
    void twoFamiliesWhoseNamesMeetShareTheBreakerAndOneOwnsIt() {
        KeyedBreakers nested = families.family("partner/eu", "");
        Breaker acme = partners.of("eu/acme");

        assertThat(nested.of("acme")).isSameAs(acme);
        assertThat(families.ownerOf(acme)).containsSame(partners);
        pass(HOUR.plus(MINUTE));
        assertThat(nested.of("acme")).isNotSameAs(acme);
        assertThat(families.ownerOf(nested.of("acme"))).containsSame(nested);
    }

    @Test
    void totalsAreThoseOfAllKeysThatThereEverWere() {
        Calls.succeed(partners.of("a"));
        Calls.fail(partners.of("b"), new IllegalStateException());
        Calls.beRejected(partners.of("b"));
        Calls.succeed(partners.own());
        Breaker departing = partners.of("a");

        assertThat(partners.totals()).isEqualTo(totals(2, 1, 1));
        pass(HOUR.plus(MINUTE));
        Calls.succeed(departing); // still under way when its key went
        assertThat(partners.totals()).isEqualTo(totals(3, 1, 1));
        pass(HOUR.plus(MINUTE));
        assertThat(partners.totals()).isEqualTo(totals(3, 1, 1));
        registry.remove("partner/b");
        Calls.succeed(partners.of("a"));
        assertThat(partners.totals()).isEqualTo(totals(4, 1, 1));
    }

    private static CallTotals totals(long successful, long failed, long notPermitted) {
        return new CallTotals(
                successful, failed, 0, notPermitted, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void familiesAreToldOf() {
        List<String> told = new ArrayList<>();
        families.onEach(family -> told.add(family.name()));
        families.family("tenant", "");
        families.family("tenant", "");
        families.names("shard-*", "");

        assertThat(told).containsExactly("partner", "tenant", "shard-*");
        assertThat(families.all())
                .extracting(KeyedBreakers::name)
                .containsExactly("partner", "shard-*", "tenant");
    }

    @Test
    void aFamilyKnowsWhichNamesWouldBeItsKeys() {
        KeyedBreakers shards = families.names("shard-*", "");

        assertThat(partners.mayHave("partner/acme")).isTrue();
        assertThat(partners.mayHave("partner")).isFalse();
        assertThat(shards.mayHave("shard-7")).isTrue();
        assertThat(shards.mayHave("tenant-7")).isFalse();
        assertThat(shards.of("shard-7").name()).isEqualTo("shard-7");
    }
}
