package io.leaddispatcher.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact.email",
                "company.employees",
                "lead.estimatedValue",
                "custom.gpuCount",
                "custom.with.dots-and_more"
            })
    void whatHasAValueOfItsOwnIsAProperty(String path) {
        assertThat(LeadPaths.isProperty(path)).isTrue();
        assertThat(LeadPaths.isPath(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "company.geo.lat", "company.geo.lon"})
    void whatTellsLeadsApartAndCoordinatesArePathsOnly(String path) {
        assertThat(LeadPaths.isProperty(path)).isFalse();
        assertThat(LeadPaths.isPath(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "contact",
                "contact.mail",
                "company.geo",
                "company.externalIds",
                "company.geo.alt",
                "lead.receivedAt",
                "meeting.host",
                "kind",
                "custom.",
                "custom._x"
            })
    void whatVisitorsDoNotSayIsNone(String path) {
        assertThat(LeadPaths.isPath(path)).isFalse();
    }
}
