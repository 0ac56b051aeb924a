package io.leaddispatcher.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class FormTargetsTest {

    private static final Set<PathPattern> TARGETS =
            Stream.of(
                            "/settings/members",
                            "/settings/members/{id}/remove",
                            "/connections/slack/install",
                            "/connections/{key}/test",
                            "/settings/webhooks/{webhook}/deliveries/{id}/replay",
                            "/sample-leads")
                    .map(PathPatternParser.defaultInstance::parse)
                    .collect(Collectors.toSet());

    private static final Set<String> PAGES =
            Set.of(
                    "/",
                    "/settings",
                    "/settings/webhooks/{}",
                    "/connections",
                    "/connections/{}",
                    "/api/v1/leads");

    @ParameterizedTest
    @CsvSource({
        "/settings/members, /settings",
        "/settings/members/7/remove, /settings",
        "/connections/slack/install, /connections",
        "/connections/crm/test, /connections/crm",
        "/connections/a%2Fb/test, /connections/a%2Fb",
        "/settings/webhooks/1/deliveries/2/replay, /settings/webhooks/1",
        "/sample-leads, /"
    })
    void anAddressOfAFormLeadsToThePageAboveIt(String address, String page) {
        assertThat(FormTargets.page(PathContainer.parsePath(address), TARGETS, PAGES))
                .contains(page);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/leads/1/accept", "/settings"})
    void whatIsNoFormLeadsNowhere(String address) {
        assertThat(FormTargets.page(PathContainer.parsePath(address), TARGETS, PAGES)).isEmpty();
    }
}
