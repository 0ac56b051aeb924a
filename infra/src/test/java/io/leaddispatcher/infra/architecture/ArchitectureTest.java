package io.leaddispatcher.infra.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.leaddispatcher.application.UseCase;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The house rules. */
@AnalyzeClasses(
        packages = "io.leaddispatcher",
        importOptions = ArchitectureTest.ProductionOnly.class)
class ArchitectureTest {

    /** Leaves out tests, also those that come in the test-jars of other modules. */
    static final class ProductionOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static final String NO_CYCLE =
            "two features that need each other share a third one that has no name yet";

    @ArchTest
    static final ArchRule theDomainUsesFewLibraries =
            classes()
                    .that()
                    .resideInAPackage("io.leaddispatcher.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.leaddispatcher.domain..",
                            "java..",
                            "org.jspecify..",
                            "com.google.common..",
                            "com.google.re2j..",
                            "com.google.i18n.phonenumbers..",
                            "de.focus_shift.jollyday..")
                    .because("what decides must run, and be tested, without any framework");

    @ArchTest
    static final ArchRule theApplicationAddsReactorAndLogging =
            classes()
                    .that()
                    .resideInAPackage("io.leaddispatcher.application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.leaddispatcher.domain..",
                            "io.leaddispatcher.application..",
                            "java..",
                            "org.jspecify..",
                            "com.google.common..",
                            "reactor..",
                            "org.reactivestreams..",
                            "org.slf4j..")
                    .because("use cases know ports, not technologies");

    @ArchTest
    static final ArchRule adaptersNeverSeeEachOther =
            slices().matching("io.leaddispatcher.adapter.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("an adapter must be replaceable alone");

    @ArchTest
    static final ArchRule pagesAndAdaptersNeverSeeEachOther =
            noClasses()
                    .that()
                    .resideInAPackage("io.leaddispatcher.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.leaddispatcher.adapter..", "io.leaddispatcher.infra..")
                    .because("pages talk to use cases only");

    @ArchTest
    static final ArchRule nobodySeesTheWiring =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.leaddispatcher.adapter..",
                            "io.leaddispatcher.application..",
                            "io.leaddispatcher.domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.leaddispatcher.infra..", "io.leaddispatcher.web..")
                    .because("dependencies point inwards");

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

    @ArchTest
    static final ArchRule timeAndChanceComeIn =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.leaddispatcher.domain..",
                            "io.leaddispatcher.application..",
                            "io.leaddispatcher.adapter..",
                            "io.leaddispatcher.web..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Random.class)
                    .because("a run that can be replayed is given its time, ids and chance");

    @ArchTest
    static final ArchRule writesRunInTransactionsThatNobodyCancels =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.leaddispatcher.adapter.postgres",
                            "io.leaddispatcher.adapter.postgres.transaction")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(
                            "org.springframework.transaction.reactive.TransactionalOperator")
                    .because(
                            "a cancelled transaction can lose the writes of the next user of its connection");

    @ArchTest
    static final ArchRule connectionsComeFromThePool =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.leaddispatcher.adapter.postgres",
                            "io.leaddispatcher.adapter.postgres.connect",
                            "io.leaddispatcher.adapter.postgres.live")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.r2dbc.pool..")
                    .because("the pool cleans each connection before it hands it out");

    @ArchTest
    static final ArchRule oneWayOut =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.leaddispatcher.infra.egress", "io.leaddispatcher.adapter.slack")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.http.HttpClient")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("reactor.netty.http.client.HttpClient")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("okhttp3.OkHttpClient")
                    .because("every address that is called out to is checked");

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
    static final ArchRule theDomainHasNoMutableField =
            fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("io.leaddispatcher.domain..")
                    .and()
                    // Both read a text from its first sign to its last, within one call.
                    .areDeclaredInClassesThat()
                    .haveNameNotMatching(".*\\.(ConditionReader|PatternSize)")
                    .should()
                    .beFinal()
                    .because("a change returns the next value");

    private static ArchCondition<JavaClass> haveOnePublicMethod() {
        return new ArchCondition<>("have one public method") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long methods =
                        type.getMethods().stream()
                                .filter(method ->
                                        method.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(method ->
                                        !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .map(JavaMethod::getName)
                                .distinct()
                                .count();
                events.add(
                        new SimpleConditionEvent(
                                type,
                                methods == 1,
                                "%s has %d public methods".formatted(type.getName(), methods)));
            }
        };
    }
}
