package dev.breaker.sample.inventory;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * What a caller of ours hears when a call to the inventory ended without a result. The rejection of
 * an open breaker is not among these: the starter answers it with 503 and {@code Retry-After}.
 */
@RestControllerAdvice
class InventoryErrors {

    @ExceptionHandler
    ProblemDetail unknownArticle(HttpClientErrorException.NotFound unknown) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "The inventory has no such article.");
    }

    @ExceptionHandler
    ProblemDetail brokenInventory(RestClientException broken) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_GATEWAY, "The inventory did not answer as it should.");
    }
}
