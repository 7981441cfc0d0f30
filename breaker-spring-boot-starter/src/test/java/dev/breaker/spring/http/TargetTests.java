package dev.breaker.spring.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTests {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/a?b=c, api.example.com",
        "https://API.Example.com, api.example.com",
        "https://api.example.com:443/, api.example.com",
        "https://api.example.com./, api.example.com",
        "https://api.example.com.:8443/, api.example.com:8443",
        "https://api.example.com:8443/, api.example.com:8443",
        "http://api.example.com:80/, api.example.com",
        "http://api.example.com:443/, api.example.com:443",
        "http://user:secret@api.example.com/, api.example.com",
        "http://user:p%40ss@api.example.com:81/, api.example.com:81",
        "http://my_service:8080/, my_service:8080",
        "http://[::1]:8080/, [::1]:8080",
        "http://[::1]/, [::1]",
    })
    void isTheHostWithAnUnusualPort(String address, String target) {
        assertThat(Target.of(URI.create(address))).isEqualTo(target);
    }

    @Test
    void isNothingWithoutAHost() {
        assertThat(Target.of(URI.create("/relative"))).isNull();
        assertThat(Target.of(URI.create("http:opaque"))).isNull();
    }
}
