package io.leaddispatcher.web.setup;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Of pages that there are for each kind: their addresses begin with {@link SetupKind#address()}.
 * Annotations cannot ask it, so that they are spelled here, and nowhere else.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping({
    "/reps",
    "/teams",
    "/pools",
    "/set-up/queues",
    "/territories",
    "/segments",
    "/fields",
    "/lists",
    "/accounts",
    "/sla",
    "/templates"
})
@interface OfEachKind {}
