package io.leaddispatcher.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadPaths;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldGuessTest {

    @ParameterizedTest
    @CsvSource({
        "your-email, contact.email",
        "E_Mail-Adresse, contact.email",
        "firstname, contact.firstName",
        "Vorname, contact.firstName",
        "last_name, contact.lastName",
        "your-name, contact.lastName",
        "Full Name, contact.lastName",
        "username, ''",
        "tel-123, contact.phone",
        "Mobilfunknummer, contact.phone",
        "Company Size, company.employees",
        "company, company.name",
        "Firma, company.name",
        "company_website, company.domain",
        "utm_source, lead.source",
        "utm_campaign, lead.campaign",
        "Land, company.country",
        "PLZ, company.postalCode",
        "your-message, lead.message",
        "Mailing Street, ''",
        "Mailing list, ''",
        "Work e-mail, contact.email",
        "Email address, contact.email",
        "Mail, contact.email",
        "Quelle, lead.source",
        "Capacity, ''",
        "Mailing City, company.city",
        "Umfrage, ''",
        "Ihre Frage, lead.message",
        "Notiz, lead.message",
        "field_17, ''",
        "submit, ''",
        "_wpnonce, ''",
    })
    void habitsOfTheWeb(String name, String path) {
        assertThat(FieldGuess.of(name)).isEqualTo(path);
        assertThat(path).matches(each -> each.isEmpty() || LeadPaths.isProperty(each));
    }
}
