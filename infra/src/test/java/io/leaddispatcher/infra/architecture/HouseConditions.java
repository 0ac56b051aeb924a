package io.leaddispatcher.infra.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.reactivestreams.Publisher;
import org.springframework.context.annotation.Configuration;

/** What the house rules ask of a class, in words of ours. */
final class HouseConditions {

    private HouseConditions() {}

    static ArchCondition<JavaClass> haveOnePublicMethod() {
        return condition(
                "have one public method",
                type -> publicMethods(type) == 1,
                type -> "%d public methods".formatted(publicMethods(type)));
    }

    private static long publicMethods(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaMethod::getName)
                .distinct()
                .count();
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition(
                "reside in a package with @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class),
                type -> "%s has no such package-info".formatted(type.getPackageName()));
    }

    /** Public is what another package needs: of the same adapter, or of the wiring. */
    static ArchCondition<JavaClass> bePublicOnlyWhereAnotherPackageNeedsIt() {
        return condition(
                "be public only where another package needs it",
                type ->
                        !type.getModifiers().contains(JavaModifier.PUBLIC)
                                || type.isNestedClass()
                                || type.isAnnotatedWith(Configuration.class)
                                || type.getSimpleName().equals("package-info")
                                || type.getDirectDependenciesToSelf().stream()
                                        .map(Dependency::getOriginClass)
                                        .anyMatch(user ->
                                                !user.getPackageName()
                                                        .equals(type.getPackageName())),
                _ -> "it is public for nobody");
    }

    /** Of a reactive type, whatever it is called with. */
    static DescribedPredicate<JavaCall<?>> callOf(Pattern method) {
        return call(
                "call of a publisher's " + method,
                call ->
                        method.matcher(call.getTarget().getName()).matches()
                                && call.getTargetOwner().isAssignableTo(Publisher.class));
    }

    /** Without somebody who hears of the failure. */
    static DescribedPredicate<JavaCall<?>> subscribingWithoutAnEarForFailures() {
        return call(
                "subscribe() or subscribe(consumer)",
                call ->
                        call.getTarget().getName().equals("subscribe")
                                && call.getTargetOwner().isAssignableTo(Publisher.class)
                                && (call.getTarget().getRawParameterTypes().isEmpty()
                                        || call.getTarget().getRawParameterTypes().stream()
                                                .map(JavaClass::getName)
                                                .toList()
                                                .equals(
                                                        java.util.List.of(
                                                                "java.util.function.Consumer"))));
    }

    static DescribedPredicate<JavaCall<?>> call(
            String description, Predicate<JavaCall<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static ArchCondition<JavaClass> condition(
            String description, Predicate<JavaClass> holds, Function<JavaClass, String> otherwise) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = holds.test(type);
                events.add(
                        new SimpleConditionEvent(
                                type,
                                satisfied,
                                "%s: %s"
                                        .formatted(
                                                type.getName(),
                                                satisfied ? description : otherwise.apply(type))));
            }
        };
    }
}
