package io.leaddispatcher.infra.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.leaddispatcher.infra.architecture.HouseConditions.callOf;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.leaddispatcher.application.access.EvenPace;
import java.util.regex.Pattern;

/** Statements of a unit of work share a connection. */
@AnalyzeClasses(
        packages = "io.leaddispatcher.application",
        importOptions = ArchitectureTest.ProductionOnly.class)
class OneAfterTheOtherTest {

    /** Those that subscribe to all their sources at once. {@code zipWhen} asks for the next. */
    private static final Pattern AT_ONCE =
            Pattern.compile("zip|zipWith|zipDelayError|when|whenDelayError|and");

    /** Those of which a source is not the database. */
    private static final DescribedPredicate<JavaClass> WITHOUT_THE_DATABASE =
            // An answer and a clock.
            equivalentTo(EvenPace.class);

    @ArchTest
    static final ArchRule nobodyAsksTheDatabaseTwoThingsAtOnce =
            noClasses()
                    .that(DescribedPredicate.not(WITHOUT_THE_DATABASE))
                    .should()
                    .callMethodWhere(callOf(AT_ONCE))
                    .because(
                            "they share a connection, and a source that is empty cancels the other in its midst");

    @ArchTest
    static final ArchRule whoMayIsNamedForAReason =
            classes()
                    .that(WITHOUT_THE_DATABASE)
                    .should()
                    .callMethodWhere(callOf(AT_ONCE))
                    .because("an exception that nobody needs lets the next one through");
}
