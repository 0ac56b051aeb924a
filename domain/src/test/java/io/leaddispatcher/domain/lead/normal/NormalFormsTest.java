package io.leaddispatcher.domain.lead.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormsTest {

    @ParameterizedTest
    @CsvSource({
        "DE,DE",
        "de,DE",
        "DEU,DE",
        "germany,DE",
        "' GERMANY ',DE",
        "USA,US",
        "U.S.A.,US",
        "United States,US",
        "United States of America,US",
        "UK,GB",
        "Great Britain,GB",
        "Türkiye,TR",
        "Turkey,TR",
        "turkey,TR",
        "Cote d'Ivoire,CI",
        "Ivory Coast,CI",
        "Czech Republic,CZ",
        "South Korea,KR",
        "Viet Nam,VN",
        "the netherlands,NL",
        "Bosnia & Herzegovina,BA",
        "Bosnia and Herzegovina,BA",
        "india,IN",
        "IRL,IE",
        "Deutschland,DE",
        "Österreich,AT",
        "Vereinigte Staaten,US",
        "Schweiz,CH",
        "Suisse,CH",
        "España,ES",
        "ITALIA,IT",
        "日本,JP"
    })
    void aCountryHasManySpellings(String text, String code) {
        assertThat(Countries.code(text)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Atlantis", "XX", "", "D E", "12"})
    void whatIsNoCountryHasNoCode(String text) {
        assertThat(Countries.code(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DE-BE,,DE-BE",
        "de-be,,DE-BE",
        "us_ca,,US-CA",
        "BE,DE,DE-BE",
        "be,DE,DE-BE",
        "Bayern,DE,DE-BY",
        "Bavaria,DE,DE-BY",
        "North Rhine Westphalia,DE,DE-NW",
        "California,US,US-CA",
        "ca,US,US-CA",
        "Québec,CA,CA-QC",
        "Wien,AT,AT-9",
        "9,AT,AT-9",
        "Zurich,CH,CH-ZH",
        "Zürich,CH,CH-ZH",
        "BE,CH,CH-BE",
        "Scotland,GB,GB-SCT",
        "LND,GB,GB-LND",
        "Victoria,AU,AU-VIC",
        "SP,BR,BR-SP",
        "Washington D.C.,US,US-DC"
    })
    void aStateIsReadWithinItsCountry(String text, String country, String code) {
        assertThat(States.code(text, country)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"BE,", "XX,DE", "Sao Paulo,BR", "XX-BE,", "DE-TOOLONG,DE", "Bayern,AT", "Berlin,"})
    void whatIsNoStateOfTheCountryHasNoCode(String text, String country) {
        assertThat(States.code(text, country)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DE,,Europe/Berlin",
        "DE,DE-BE,Europe/Berlin",
        "JP,,Asia/Tokyo",
        "US,US-CA,America/Los_Angeles",
        ",US-NY,America/New_York",
        ",DE-BE,Europe/Berlin",
        "AU,AU-QLD,Australia/Brisbane",
        "GB,,Europe/London",
        "DE,Bayern,Europe/Berlin"
    })
    void aPlaceWithOneClockHasAZone(String country, String state, String zone) {
        assertThat(Zones.of(country, state)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"US,", "US,US-TX", "ES,", ",", "AU,", "BR,BR-SP", ",nowhere", "PT,"})
    void aPlaceWithSeveralClocksHasNoZone(String country, String state) {
        assertThat(Zones.of(country, state)).isEmpty();
    }

    @Test
    void aZoneIsNamedInAnyCase() {
        assertThat(Zones.zone(" europe/berlin ")).contains(ZoneId.of("Europe/Berlin"));
        assertThat(Zones.zone("+02:00")).contains(ZoneId.of("+02:00"));
        assertThat(Zones.zone("Mars/Olympus")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "de,de",
        "DE,de",
        "de-CH,de",
        "de_DE,de",
        "deu,de",
        "German,de",
        "english,en",
        "Deutsch,de",
        "français,fr",
        "pt-BR,pt",
        "zh-Hant-TW,zh",
        "IT,it",
        "it,it"
    })
    void aLanguageIsItsPrimaryTag(String text, String code) {
        assertThat(Languages.code(text)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Klingonisch", "", "Klingonisch-DE", "qqq"})
    void whatIsNoLanguageHasNoCode(String text) {
        assertThat(Languages.code(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+49301234567,,+49301234567",
        "030 1234567,DE,+49301234567",
        "(030) 123-4567,DE,+49301234567",
        "0049 30 1234567,,+49301234567",
        "0049 30 1234567,DE,+49301234567",
        "+1 (415) 555-0100,DE,+14155550100",
        "415-555-0100,US,+14155550100",
        "tel:+49-30-1234567,,+49301234567"
    })
    void aPhoneIsE164ByItsCountry(String text, String country, String number) {
        assertThat(PhoneNumbers.e164(text, country)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"030 1234567,", "555-0100,US", "call me,DE", "1,DE", "+49,DE", "+999123456789,"})
    void whatIsNoPhoneHasNoNumber(String text, String country) {
        assertThat(PhoneNumbers.e164(text, country)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "acme.de,acme.de",
        "www.acme.de,acme.de",
        "https://www.Acme.de/en?x=1#y,acme.de",
        "http://user:pw@shop.acme.co.uk:8080/,acme.co.uk",
        "ana@mail.acme.com,acme.com",
        "mailto:ana@acme.com,acme.com",
        "//acme.com/x,acme.com",
        "acme.com.,acme.com",
        "acme.github.io,acme.github.io",
        "a.b.acme.test,acme.test",
        "müller.de,xn--mller-kva.de",
        "acme.de/about,acme.de"
    })
    void aDomainIsTheOneThatItsOwnerRegistered(String text, String domain) {
        assertThat(Domains.registrable(text)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "co.uk",
                "192.168.0.1",
                "a b.de",
                "-x-.de",
                "https://",
                "com"
            })
    void whatNobodyRegisteredIsNoDomain(String text) {
        assertThat(Domains.registrable(text)).isEmpty();
    }

    @Test
    void freeMailTellsNothingAboutACompany() {
        assertThat(Domains.ofBusiness("ana@mail.acme.de")).contains("acme.de");
        assertThat(Domains.ofBusiness("ana@gmail.com")).isEmpty();
        assertThat(Domains.ofBusiness("ana@yahoo.co.uk")).isEmpty();
        assertThat(Domains.isFreeMail("gmx.de")).isTrue();
        assertThat(Domains.isFreeMail("acme.de")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "' Ana@Acme.DE ',ana@acme.de",
        "ana+q4@acme.test,ana+q4@acme.test",
        "I@X.DE,i@x.de",
        "o'neill@acme.ie,o'neill@acme.ie",
        "ana@müller.de,ana@müller.de"
    })
    void anAddressIsTrimmedAndInLowerCase(String text, String address) {
        assertThat(EmailAddresses.address(text)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@acme.de",
                "ana@localhost",
                "a b@acme.de",
                "a@b@acme.de",
                "Ana <ana@acme.de>",
                "ana@acme..de",
                "ana@acme.de/x y"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(EmailAddresses.address(text)).isEmpty();
    }

    @Test
    void anAddressHasAtMost254Characters() {
        assertThat(EmailAddresses.address("a@" + "b".repeat(60).concat(".").repeat(5) + "de"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US Bank|us bank",
                "U.S. bank|us bank",
                "U.S. Bank, Inc.|us bank",
                "Acme GmbH|acme",
                "ACME GmbH & Co. KG|acme",
                "The Acme Company|acme",
                "Société Générale S.A.|societe generale",
                "Maersk A/S|maersk",
                "Żabka Sp. z o.o.|zabka",
                "Barnes & Noble|barnes noble",
                "Müller Straße AG|muller strasse",
                "Acme UG (haftungsbeschränkt)|acme",
                "O’Reilly Media, Inc|oreilly media",
                "AG|ag",
                "The|the",
                "Løgstør A/S|logstor"
            })
    void aCompanysNameIsWithoutWhatPeopleLeaveOut(String name, String normal) {
        assertThat(CompanyNames.spellings(name).getFirst()).isEqualTo(normal);
    }

    @Test
    void whatNamesNobodyIsNoName() {
        for (String text : List.of(" -- ", "X", "A AG", "n/a", "Self-employed", "Test GmbH")) {
            assertThat(CompanyNames.spellings(text)).as(text).isEmpty();
        }
    }

    @Test
    void aNameWithUmlautsHasTwoSpellings() {
        assertThat(CompanyNames.spellings("Müller & Söhne"))
                .containsExactly("muller sohne", "mueller soehne");
        assertThat(CompanyNames.spellings("Mueller")).containsExactly("mueller");
    }

    @Test
    void aTableThatIsNotThereIsAMistakeOfOurs() {
        assertThatThrownBy(() -> Resource.lines("no-such-table.txt"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statesAreCalledByTheirEnglishNames() {
        assertThat(States.names())
                .containsEntry("DE-BY", "Bavaria")
                .containsEntry("US-CA", "California");
    }
}
