package io.leaddispatcher.web.session;

import java.util.List;
import java.util.stream.Stream;

/** What anybody may open, logged in or not. */
final class PublicPaths {

    /** The forms of the log-in; what is sent to them is taken before the rules are asked. */
    static final List<String> LOG_IN = List.of(LogInForm.PATH, SecondStepForm.PATH);

    /** The ways to an account; each asks for a secret or is throttled. */
    static final List<String> WAYS_IN =
            List.of(
                    "/signup",
                    "/signup/*",
                    "/reset",
                    "/reset/*",
                    "/invitation/*",
                    "/login/sso",
                    "/login/sso/*",
                    "/login/sso/*/callback");

    /** Where links from mails lead; each carries a seal. */
    static final List<String> ANSWERS = List.of("/answer/*");

    /**
     * Where somebody says that they want no more mails of a kind. Their mail program does so in one
     * call, with no form and no cookie (RFC 8058): the link's seal is all that it has to show.
     */
    static final List<String> REFUSALS = List.of("/unsubscribe/*", "/digest/*");

    /** What pages are made of. */
    static final List<String> FILES =
            List.of(
                    "/css/**",
                    "/js/**",
                    "/img/**",
                    "/vendor/**",
                    "/webjars/**",
                    "/sw.js",
                    "/manifest.webmanifest",
                    "/offline",
                    "/favicon.ico",
                    "/robots.txt");

    private PublicPaths() {}

    static Stream<String> all() {
        return Stream.of(LOG_IN, WAYS_IN, ANSWERS, REFUSALS, FILES).flatMap(List::stream);
    }

    static String[] array(List<String> paths) {
        return paths.toArray(String[]::new);
    }
}
