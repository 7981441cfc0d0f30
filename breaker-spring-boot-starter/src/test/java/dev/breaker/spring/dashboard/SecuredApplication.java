package dev.breaker.spring.dashboard;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The application of the dashboard's tests behind Spring Security: ann may act, vic may look. */
final class SecuredApplication {

    private SecuredApplication() {}

    /**
     * Starts it.
     *
     * @param security the configuration of Spring Security
     */
    static ConfigurableApplicationContext start(WebApplicationType type, Class<?> security) {
        Class<?> users =
                type == WebApplicationType.SERVLET ? ServletUsers.class : ReactiveUsers.class;
        return new SpringApplicationBuilder(DashboardApplication.class, users, security)
                .web(type)
                .properties(DashboardApplication.PROPERTIES)
                .run();
    }

    private static UserDetails ann() {
        return user("ann", "OPERATOR");
    }

    private static UserDetails vic() {
        return user("vic", "VIEWER");
    }

    private static UserDetails user(String name, String role) {
        return User.withUsername(name).password("{noop}secret").roles(role).build();
    }

    /** Gives ann another password. */
    static void changePassword(ConfigurableApplicationContext application) {
        application
                .getBeanProvider(InMemoryUserDetailsManager.class)
                .ifAvailable(users -> users.updatePassword(ann(), "{noop}other"));
        application
                .getBeanProvider(MapReactiveUserDetailsService.class)
                .ifAvailable(users -> users.updatePassword(ann(), "{noop}other").block());
    }

    /** The filter is registered as Spring Boot would do it. */
    @Configuration(proxyBeanMethods = false)
    static class ServletUsers {

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(ann(), vic());
        }

        @Bean
        DelegatingFilterProxyRegistrationBean securityFilter() {
            DelegatingFilterProxyRegistrationBean filter =
                    new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
            filter.setOrder(-100);
            return filter;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ReactiveUsers {

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(ann(), vic());
        }
    }

    /** Spring Security as it is, with passwords in headers; its token is in the session. */
    static Class<?> unprepared(WebApplicationType type) {
        return type == WebApplicationType.SERVLET ? ServletDefaults.class : ReactiveDefaults.class;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class ServletDefaults {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class ReactiveDefaults {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(all -> all.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
