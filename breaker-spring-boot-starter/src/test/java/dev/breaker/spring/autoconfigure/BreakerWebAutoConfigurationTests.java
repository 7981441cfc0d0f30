package dev.breaker.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breaker.Breaker;
import dev.breaker.BreakerConfig;
import dev.breaker.CallNotPermittedException;
import dev.breaker.State;
import dev.breaker.spring.web.CallNotPermittedExceptionResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

class BreakerWebAutoConfigurationTests {

    private static final Breaker OPEN =
            Breaker.of(
                    "inventory", BreakerConfig.builder().initialState(State.FORCED_OPEN).build());

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    BreakerWebAutoConfiguration.class,
                                    WebMvcAutoConfiguration.class,
                                    DispatcherServletAutoConfiguration.class,
                                    HttpMessageConvertersAutoConfiguration.class,
                                    JacksonAutoConfiguration.class));

    private static String call() {
        return OPEN.call(() -> "never");
    }

    private static void inMvc(
            WebApplicationContextRunner runner, Consumer<MockMvcTester> assertions) {
        runner.run(context -> assertions.accept(MockMvcTester.from(context)));
    }

    private void answersWithProblem(WebApplicationContextRunner runner, String uri) {
        inMvc(
                runner,
                mvc ->
                        assertThat(mvc.get().uri(uri))
                                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                                .hasContentType("application/problem+json")
                                .bodyJson()
                                .isStrictlyEqualTo(
                                        """
                                        {"type": "about:blank", "title": "Service Unavailable", "status": 503,
                                         "detail": "A service that this request depends on is not available.",
                                         "breaker": "inventory"}
                                        """));
    }

    @Test
    void answersARejectionThatNobodyHandles() {
        answersWithProblem(runner.withUserConfiguration(Orders.class), "/orders");
    }

    @Test
    void answersARejectionOfAFutureToo() {
        answersWithProblem(runner.withUserConfiguration(Orders.class), "/later");
    }

    @Test
    void answersARejectionInAFunctionalHandler() {
        answersWithProblem(runner.withUserConfiguration(FunctionalOrders.class), "/functional");
    }

    @Test
    void answersBesideSpringsOwnProblemDetails() {
        answersWithProblem(
                runner.withUserConfiguration(Orders.class)
                        .withPropertyValues("spring.mvc.problemdetails.enabled=true"),
                "/orders");
    }

    @Test
    void answersWhereALibraryBringsAHandlerAdapterOfItsOwn() {
        answersWithProblem(
                runner.withUserConfiguration(Orders.class)
                        .withBean(
                                "repositoryExporterHandlerAdapter",
                                RequestMappingHandlerAdapter.class),
                "/orders");
    }

    @Nested
    class HidesNoHandlerOfTheUsers {

        private void answersWith(int status, Class<?>... configuration) {
            inMvc(
                    runner.withUserConfiguration(configuration),
                    mvc -> assertThat(mvc.get().uri("/orders")).hasStatus(status));
        }

        @Test
        void inTheController() {
            answersWith(409, OrdersWithHandler.class);
        }

        @Test
        void inAnAdviceForTheRejection() {
            answersWith(409, Orders.class, AdviceForRejections.class);
        }

        @Test
        void inAnAdviceForEveryException() {
            answersWith(409, Orders.class, AdviceForAll.class);
        }

        @Test
        void inAnAdviceOfLowestPrecedence() {
            answersWith(409, Orders.class, LastAdvice.class);
        }

        @Test
        void asResolverWithoutAnOrder() {
            answersWith(409, Orders.class, OwnResolver.class);
        }

        @Test
        void asResolverOfSpringMvcsConfiguration() {
            answersWith(409, Orders.class, ConfiguredResolver.class);
        }

        @Test
        void asStatusOfAnExceptionThatWraps() {
            answersWith(502, WrappingOrders.class);
        }
    }

    @Test
    void isOffWhereTheApplicationSaysSo() {
        runner.withPropertyValues("breaker.web.enabled=false")
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean(CallNotPermittedExceptionResolver.class));
    }

    @Test
    void backsOff() {
        CallNotPermittedExceptionResolver own = new CallNotPermittedExceptionResolver(List::of);
        runner.withBean(CallNotPermittedExceptionResolver.class, () -> own)
                .run(
                        context ->
                                assertThat(context)
                                        .getBean(CallNotPermittedExceptionResolver.class)
                                        .isSameAs(own));
    }

    @Test
    void applicationWithoutWebStarts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BreakerWebAutoConfiguration.class))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(CallNotPermittedExceptionResolver.class));
    }

    @Test
    void applicationWithoutSpringMvcIsProtected() {
        Protection.in(new ApplicationContextRunner())
                .withConfiguration(AutoConfigurations.of(BreakerWebAutoConfiguration.class))
                .withClassLoader(
                        new FilteredClassLoader(
                                DispatcherServlet.class,
                                HandlerExceptionResolver.class,
                                HttpServletRequest.class))
                .run(
                        context -> {
                            assertThat(context)
                                    .hasNotFailed()
                                    .doesNotHaveBean("callNotPermittedExceptionResolver");
                            Protection.assertWorks(context);
                        });
    }

    @RestController
    static class Orders {

        @GetMapping("/orders")
        String orders() {
            return call();
        }

        @GetMapping("/later")
        CompletableFuture<String> later() {
            return OPEN.callAsync(() -> CompletableFuture.completedFuture("never"))
                    .toCompletableFuture();
        }
    }

    @RestController
    static class OrdersWithHandler extends Orders {

        @ExceptionHandler(CallNotPermittedException.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void handle() {}
    }

    @RestController
    static class WrappingOrders {

        @GetMapping("/orders")
        String orders() {
            try {
                return call();
            } catch (CallNotPermittedException rejection) {
                throw new OrderFailed(rejection);
            }
        }
    }

    @ResponseStatus(HttpStatus.BAD_GATEWAY)
    static class OrderFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OrderFailed(Throwable cause) {
            super(cause);
        }
    }

    static class FunctionalOrders {

        @Bean
        RouterFunction<ServerResponse> orders() {
            return RouterFunctions.route()
                    .GET("/functional", request -> ServerResponse.ok().body(call()))
                    .build();
        }
    }

    @RestControllerAdvice
    static class AdviceForRejections {

        @ExceptionHandler(CallNotPermittedException.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void handle() {}
    }

    @RestControllerAdvice
    static class AdviceForAll {

        @ExceptionHandler(Exception.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void handle() {}
    }

    @RestControllerAdvice
    @Order(Ordered.LOWEST_PRECEDENCE)
    static class LastAdvice {

        @ExceptionHandler(RuntimeException.class)
        @ResponseStatus(HttpStatus.CONFLICT)
        void handle() {}
    }

    static class OwnResolver implements HandlerExceptionResolver {

        @Override
        public ModelAndView resolveException(
                HttpServletRequest request,
                HttpServletResponse response,
                Object handler,
                Exception exception) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return new ModelAndView();
        }
    }

    static class ConfiguredResolver implements WebMvcConfigurer {

        @Override
        public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
            resolvers.add(new OwnResolver());
        }
    }
}
