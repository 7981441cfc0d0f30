package dev.breaker.sample;

import dev.breaker.sample.downstream.Database;
import dev.breaker.sample.downstream.Downstream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** The sample application; runs on its own, with nothing else to start. */
@SpringBootApplication
public class SampleApplication {

    /** Runs the application. */
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }

    /** The client of all three services; its time-outs are in application.yml. */
    @Bean
    RestClient downstreamClient(RestClient.Builder builder, Downstream downstream) {
        return builder.baseUrl(downstream.url()).build();
    }

    /** Where Spring Boot's DataSource finds its database; the rest is in application.yml. */
    @Bean
    JdbcConnectionDetails databaseConnection(Database database) {
        return new JdbcConnectionDetails() {

            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return Database.USER;
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }

    /** Where the last known values are kept; they are as few as there are articles. */
    @Bean
    CacheManager caches() {
        return new ConcurrentMapCacheManager("stock");
    }
}
