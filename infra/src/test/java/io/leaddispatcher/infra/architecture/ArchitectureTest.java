package io.leaddispatcher.infra.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.leaddispatcher.infra.architecture.HouseConditions.bePublicOnlyWhereAnotherPackageNeedsIt;
import static io.leaddispatcher.infra.architecture.HouseConditions.call;
import static io.leaddispatcher.infra.architecture.HouseConditions.callOf;
import static io.leaddispatcher.infra.architecture.HouseConditions.haveOnePublicMethod;
import static io.leaddispatcher.infra.architecture.HouseConditions.resideInANullMarkedPackage;
import static io.leaddispatcher.infra.architecture.HouseConditions.subscribingWithoutAnEarForFailures;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.configuration.DocumentBatch;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.workspace.Founding;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The house rules. */
@AnalyzeClasses(
        packages = "io.leaddispatcher",
        importOptions = ArchitectureTest.ProductionOnly.class)
class ArchitectureTest {

    /**
     * Leaves out what is generated, and tests, also those that come in other modules' test-jars.
     */
    static final class ProductionOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/")
                    && !location.contains("-tests.jar")
                    && !location.contains("/io/leaddispatcher/client/");
        }
    }

    /** What the rules name; filled while they are made. */
    private static final Set<String> NAMED = new LinkedHashSet<>();

    private static final String DOMAIN = "io.leaddispatcher.domain..";
    private static final String APPLICATION = "io.leaddispatcher.application..";
    private static final String ADAPTERS = "io.leaddispatcher.adapter..";
    private static final String SHARED_BY_ADAPTERS = "io.leaddispatcher.http..";
    private static final String PAGES = "io.leaddispatcher.web..";
    private static final String WIRING = "io.leaddispatcher.infra..";

    private static final String NO_CYCLE =
            "two features that need each other share a third one that has no name yet";

    // Which way dependencies point

    @ArchTest
    static final ArchRule theDomainUsesFewLibraries =
            classes()
                    .that()
                    .resideInAPackage(named(DOMAIN))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            named(
                                    DOMAIN,
                                    "java..",
                                    "javax.crypto..",
                                    "org.jspecify..",
                                    "com.google.common..",
                                    "com.google.re2j..",
                                    "com.google.i18n.phonenumbers..",
                                    "de.focus_shift.jollyday.."))
                    .because("what decides must run, and be tested, without any framework");

    @ArchTest
    static final ArchRule theApplicationAddsReactorAndLogging =
            classes()
                    .that()
                    .resideInAPackage(named(APPLICATION))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            named(
                                    DOMAIN,
                                    APPLICATION,
                                    "java..",
                                    "org.jspecify..",
                                    "com.google.common..",
                                    "reactor..",
                                    "org.reactivestreams..",
                                    "org.slf4j.."))
                    .because("use cases know ports, not technologies");

    @ArchTest
    static final ArchRule adaptersNeverSeeEachOther =
            slices().matching("io.leaddispatcher.adapter.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("an adapter must be replaceable alone");

    @ArchTest
    static final ArchRule whatAdaptersShareIsTheirsAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage(named(PAGES, WIRING))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(named(SHARED_BY_ADAPTERS))
                    .because("it is for those who take webhooks or call others");

    @ArchTest
    static final ArchRule whatAdaptersShareSeesNoneOfThem =
            noClasses()
                    .that()
                    .resideInAPackage(named(SHARED_BY_ADAPTERS))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(named(ADAPTERS, PAGES, WIRING))
                    .because("dependencies point inwards");

    @ArchTest
    static final ArchRule pagesAndAdaptersNeverSeeEachOther =
            noClasses()
                    .that()
                    .resideInAPackage(named(PAGES))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(named(ADAPTERS, WIRING))
                    .because("pages talk to use cases only");

    @ArchTest
    static final ArchRule nobodySeesTheWiring =
            noClasses()
                    .that()
                    .resideInAnyPackage(named(ADAPTERS, APPLICATION, DOMAIN))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(named(WIRING, PAGES))
                    .because("dependencies point inwards");

    @ArchTest
    static final ArchRule theWiringKnowsAnAdapterByItsConfiguration =
            noClasses()
                    .that()
                    .resideInAPackage(named(WIRING))
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(named(ADAPTERS))
                                    .and(
                                            describe(
                                                    "it has no need of",
                                                    type ->
                                                            !type.isAnnotatedWith(
                                                                            Configuration.class)
                                                                    && !isToldToTheWiring(type))))
                    .because("the list of adapters is there to read, and no more of them is known");

    /** Where the database is, and the parser by which the demo reads what clients would send. */
    private static boolean isToldToTheWiring(JavaClass type) {
        return type.getName()
                .matches(
                        ".*\\.postgres\\.connect\\.(DatabaseAccess(\\$.*)?|UnusableDatabaseException)"
                                + "|.*\\.rest\\.body\\.DocumentParser");
    }

    @ArchTest
    static final ArchRule featuresOfTheDomainFormNoCycle =
            slices().matching("io.leaddispatcher.domain.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(NO_CYCLE);

    @ArchTest
    static final ArchRule featuresOfTheApplicationFormNoCycle =
            slices().matching("io.leaddispatcher.application.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(NO_CYCLE);

    @ArchTest
    static final ArchRule featuresOfEachAdapterFormNoCycle =
            slices().matching("io.leaddispatcher.adapter.(*).(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(NO_CYCLE);

    @ArchTest
    static final ArchRule pagesFormNoCycle =
            slices().matching("io.leaddispatcher.web.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(NO_CYCLE);

    @ArchTest
    static final ArchRule theWiringFormsNoCycle =
            slices().matching("io.leaddispatcher.infra.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because(NO_CYCLE);

    // Time, chance and threads

    private static boolean isOf(JavaCall<?> call, String home, String method) {
        return call.getTargetOwner().getPackageName().equals(home) && call.getName().equals(method);
    }

    @ArchTest
    static final ArchRule timeAndChanceComeIn =
            noClasses()
                    .that()
                    .resideInAnyPackage(named(DOMAIN, APPLICATION, ADAPTERS, PAGES))
                    .should()
                    .callMethodWhere(
                            call(
                                    "java.time's now, or the system's time",
                                    call ->
                                            isOf(call, "java.time", "now")
                                                    || isOf(
                                                            call,
                                                            "java.lang",
                                                            "currentTimeMillis")))
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Random.class)
                    .because("a run that can be replayed is given its time, ids and chance");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(named(WIRING))
                    .should()
                    .callMethodWhere(
                            call(
                                    "a thread's or a unit of time's sleep",
                                    call ->
                                            call.getName().equals("sleep")
                                                    && call.getTargetOwner()
                                                            .getPackageName()
                                                            .startsWith("java.")))
                    .because("a thread that sleeps serves nobody");

    @ArchTest
    static final ArchRule nobodyBlocksTheEventLoop =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(named(WIRING))
                    .and()
                    // Takes an answer that is there at once, and waits for none.
                    .doNotHaveFullyQualifiedName(
                            "io.leaddispatcher.adapter.postgres.connect.ConnectionPools")
                    .should()
                    .callMethodWhere(
                            callOf(Pattern.compile("block.*|toIterable|toStream|toFuture")))
                    .because("one event loop serves many people");

    @ArchTest
    static final ArchRule subscriptionsAreMadeByTheFramework =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            named(
                                    WIRING,
                                    "io.leaddispatcher.adapter.postgres.transaction",
                                    // Works for many subscribers at once, and for none that left.
                                    "io.leaddispatcher.application.transaction",
                                    // Listens from the start to the stop of the program.
                                    "io.leaddispatcher.adapter.postgres.live"))
                    .should()
                    .callMethodWhere(callOf(Pattern.compile("subscribe")))
                    .because("who subscribes alone loses context, cancellation and errors");

    @ArchTest
    static final ArchRule nobodySubscribesWithoutAnEarForFailures =
            noClasses()
                    .should()
                    .callMethodWhere(subscribingWithoutAnEarForFailures())
                    .because("an error that nobody hears ends the work without a word");

    // The database

    @ArchTest
    static final ArchRule writesRunInTransactionsThatNobodyCancels =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            named(
                                    "io.leaddispatcher.adapter.postgres",
                                    "io.leaddispatcher.adapter.postgres.transaction"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            named(
                                    "org.springframework.transaction..",
                                    "org.springframework.r2dbc.connection.."))
                    .because(
                            "a cancelled transaction can lose the writes of the next user of its connection");

    @ArchTest
    static final ArchRule connectionsComeFromThePool =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            named(
                                    "io.leaddispatcher.adapter.postgres",
                                    "io.leaddispatcher.adapter.postgres.connect",
                                    "io.leaddispatcher.adapter.postgres.live"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(named("io.r2dbc.pool.."))
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "io\\.r2dbc\\.(spi|postgresql)\\.\\w*(Connection|ConnectionFactory)")
                    .because("the pool cleans each connection before it hands it out");

    @ArchTest
    static final ArchRule sqlIsSpokenInOneAdapter =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(named("io.leaddispatcher.adapter.postgres.."))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            named("io.r2dbc..", "org.springframework.r2dbc..", "org.flywaydb.."))
                    .because("row-level security and transactions are seen to there");

    @ArchTest
    static final ArchRule pastThePoolOnlyBeforeTheStart =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            named(
                                    "io.leaddispatcher.adapter.postgres.connect",
                                    "io.leaddispatcher.infra.database"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(named("java.sql.."))
                    .because("migrations and the embedded server are ready before anybody asks");

    // Ways out, and ways in for code

    @ArchTest
    static final ArchRule oneWayOut =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(named("io.leaddispatcher.infra.egress"))
                    .should()
                    .callMethodWhere(
                            call(
                                    "the making of a web client",
                                    call ->
                                            call.getTargetOwner()
                                                            .getName()
                                                            .equals(
                                                                    "org.springframework.web.reactive.function.client.WebClient")
                                                    && (call.getName().equals("create")
                                                            || call.getName().equals("builder"))))
                    .orShould()
                    .callMethodWhere(
                            call(
                                    "a URL's own connection",
                                    call ->
                                            call.getTargetOwner().getName().equals("java.net.URL")
                                                    && call.getName().startsWith("open")))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net.http..", "org.apache.http..", "org.apache.hc..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "reactor\\.netty\\.(http\\.client|tcp)\\..*Client.*"
                                    + "|org\\.springframework\\.web\\.client\\.Rest(Client|Template).*")
                    .because("every address that is called out to is checked");

    @ArchTest
    static final ArchRule slackAndMailHaveTheirOwnGuardedWays =
            noClasses()
                    .that()
                    .haveNameNotMatching("io\\.leaddispatcher\\.adapter\\.slack\\.SlackClient")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("okhttp3\\.OkHttpClient.*|com\\.slack\\.api\\.Slack")
                    .orShould()
                    .callMethodWhere(
                            call(
                                    "the making of a mail session",
                                    call ->
                                            call.getTargetOwner()
                                                            .getName()
                                                            .equals("jakarta.mail.Session")
                                                    && call.getName().matches("get.*Instance")
                                                    && !call.getOriginOwner()
                                                            .getPackageName()
                                                            .equals(
                                                                    "io.leaddispatcher.adapter.email")))
                    .because("every address that is called out to is checked");

    @ArchTest
    static final ArchRule socketsAreMadeInOnePlace =
            noClasses()
                    .that()
                    .haveNameNotMatching(
                            "io\\.leaddispatcher\\.adapter\\.email\\.GuardedSocketFactory(\\$.*)?"
                                    + "|io\\.leaddispatcher\\.infra\\.(database|start)\\..*")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.net\\.Socket|javax\\.net\\.(ssl\\.SSL)?SocketFactory|java\\.nio\\.channels\\..*SocketChannel")
                    .because("every address that is called out to is checked");

    @ArchTest
    static final ArchRule nobodyRunsCodeFromData =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.expression..",
                            "org.springframework.scripting..",
                            "javax.script..",
                            "javax.tools..",
                            "groovy..",
                            "ognl..",
                            "org.mvel2..")
                    .because("placeholders are a closed list, and no text becomes a program");

    // Shapes

    @ArchTest
    static final ArchRule useCasesAreFinalWithOneDoor =
            classes()
                    .that()
                    .areAnnotatedWith(UseCase.class)
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .andShould(haveOnePublicMethod())
                    .because("the class is the port: one wish, one method");

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness =
            classes()
                    .that()
                    .areAnnotatedWith(RestController.class)
                    .or()
                    .areAnnotatedWith(Controller.class)
                    .should()
                    .notBePublic()
                    .because("an adapter shows its configuration and no more");

    @ArchTest
    static final ArchRule implementationsOfPortsAreNobodysBusiness =
            classes()
                    .that()
                    .resideInAPackage(named(ADAPTERS))
                    .and()
                    .areAssignableTo(resideInAPackage(named(APPLICATION)))
                    .should()
                    .notBePublic()
                    .because("an adapter shows its configuration and no more");

    @ArchTest
    static final ArchRule anAdapterShowsNoMoreThanItMust =
            classes()
                    .that()
                    .resideInAPackage(named(ADAPTERS))
                    .should(bePublicOnlyWhereAnotherPackageNeedsIt())
                    .because("a module shows the outside as little as it can");

    @ArchTest
    static final ArchRule theDomainHasNoMutableField =
            fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(named(DOMAIN))
                    .and()
                    // It counts what it reads, of one document and within one call.
                    .areDeclaredInClassesThat()
                    .haveNameNotMatching(".*\\.ConditionReader")
                    .should()
                    .beFinal()
                    .because("a change returns the next value");

    @ArchTest
    static final ArchRule dependenciesComeByTheConstructor =
            noFields()
                    .should()
                    .beAnnotatedWith(Autowired.class)
                    .orShould()
                    .beAnnotatedWith(Value.class)
                    .because("an object is whole from the start");

    @ArchTest
    static final ArchRule everyPackageSaysWhatMayBeNull =
            classes()
                    .should(resideInANullMarkedPackage())
                    .because("else the compiler does not look");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Impl|Dto|DTO|Util|Utils|Helper|Helpers|Manager|Entity|Pojo)(\\$.*)?")
                    .orShould()
                    .resideInAnyPackage(
                            "..util..", "..utils..", "..common..", "..helper..", "..misc..")
                    .because("a stranger finds a thing by its word");

    @ArchTest
    static final ArchRule pain53_whoeverChangesADocumentIsNamedInTheAuditLog =
            methods()
                    .that()
                    .areDeclaredIn(ConfigurationDocuments.class)
                    .and()
                    .haveName("save")
                    .should()
                    .onlyBeCalled()
                    .byClassesThat(
                            belongToAnyOf(
                                            PutConfiguration.class,
                                            DocumentBatch.class,
                                            Founding.class)
                                    .or(resideInAPackage(named("io.leaddispatcher.infra.demo.."))))
                    .because(
                            "reps are changed by nobody else, and each of these writes the log or fills a workspace in which nobody is yet");

    @ArchTest
    static void eachPackageThatARuleNamesExists(JavaClasses classes) {
        Set<String> used =
                classes.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());
        classes.forEach(type -> used.add(type.getPackageName()));

        assertThat(NAMED)
                .as("packages that rules name")
                .isNotEmpty()
                .allSatisfy(named ->
                        assertThat(used).as(named).anyMatch(PackageMatcher.of(named)::matches));
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(UseCase.class)))
                .isNotEmpty();
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(Component.class)))
                .isNotEmpty();
    }

    private static String named(String identifier) {
        NAMED.add(identifier);
        return identifier;
    }

    private static String[] named(String... identifiers) {
        NAMED.addAll(Arrays.asList(identifiers));
        return identifiers;
    }
}
