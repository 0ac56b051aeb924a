package io.leaddispatcher.application.secondfactor;

import static io.leaddispatcher.application.secondfactor.SecondFactorDesk.BEN;
import static io.leaddispatcher.application.secondfactor.SecondFactorDesk.MIA;
import static io.leaddispatcher.application.secondfactor.SecondFactorDesk.MIA_BY_SSO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.connection.Secret;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SecondFactorTest {

    private static final PassSecondStep.Outcome REFUSED = new PassSecondStep.Outcome.Refused();
    private static final PassSecondStep.Outcome GONE = new PassSecondStep.Outcome.Gone();

    private final SecondFactorDesk desk = new SecondFactorDesk();

    private String code(SecondFactorDesk.Phone phone) {
        return phone.secret().codeAt(desk.now());
    }

    @Test
    void theLogInAsksForACodeOnceOneHasShownThatTheAppHasTheSecret() {
        var secret = desk.begin(MIA);
        assertThat(desk.logIn(MIA)).isInstanceOf(LogIn.Outcome.Opened.class);
        assertThat(desk.confirm(MIA, "000000")).isEqualTo(new ConfirmSecondFactor.Outcome.Wrong());
        assertThat(desk.confirm(MIA, secret.codeAt(desk.now())))
                .isInstanceOf(ConfirmSecondFactor.Outcome.Confirmed.class);

        assertThat(desk.show(MIA)).isEqualTo(new ShowSecondFactor.View.On(10));
        var before = desk.all().opened().size();
        var half = desk.half(MIA);
        assertThat(desk.all().opened()).as("nothing is open by half").hasSize(before);
        desk.pass();
        assertThat(desk.pass(half, secret.codeAt(desk.now())))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
        assertThat(desk.all().opened()).hasSize(before + 1);
    }

    @Test
    void aSecretThatIsBegunAnewIsAnotherOne() {
        var first = desk.begin(MIA);
        var second = desk.begin(MIA);
        assertThat(second.bytes()).isNotEqualTo(first.bytes());
        assertThat(desk.confirm(MIA, first.codeAt(desk.now())))
                .isEqualTo(new ConfirmSecondFactor.Outcome.Wrong());
    }

    @Test
    void aProviderNeitherPutsASecretThereNorSeesOne() {
        desk.begin(MIA_BY_SSO);
        assertThat(desk.show(MIA)).as("nothing planted").isEqualTo(new ShowSecondFactor.View.Off());

        var secret = desk.begin(MIA);
        assertThat(desk.show(MIA_BY_SSO)).isEqualTo(new ShowSecondFactor.View.NotHere());
        desk.begin(MIA_BY_SSO);
        assertThat(desk.show(MIA))
                .isInstanceOfSatisfying(
                        ShowSecondFactor.View.Begun.class,
                        begun -> assertThat(begun.secret().bytes()).isEqualTo(secret.bytes()));
        assertThat(desk.confirm(MIA_BY_SSO, secret.codeAt(desk.now())))
                .isEqualTo(new ConfirmSecondFactor.Outcome.Nothing());
    }

    @Test
    void aProviderNeitherGuessesCodesNorHoldsUpWhoKnowsThem() {
        var phone = desk.setUp(MIA);
        assertThat(desk.show(MIA_BY_SSO)).isEqualTo(new ShowSecondFactor.View.NotHere());
        for (int i = 0; i < 10; i++) {
            assertThat(desk.renew(MIA_BY_SSO, "00000" + i))
                    .isEqualTo(new RenewRecoveryCodes.Outcome.Nothing());
            assertThat(desk.drop(MIA_BY_SSO, TwoWorkspaces.PASSWORD, code(phone)))
                    .isEqualTo(new DropSecondFactor.Outcome.Nothing());
        }
        assertThat(desk.pass(desk.half(MIA), code(phone)))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
    }

    @Test
    void aSecretThatIsOnIsNeitherShownNorReplaced() {
        var phone = desk.setUp(MIA);
        desk.begin(MIA);
        assertThat(desk.show(MIA)).isInstanceOf(ShowSecondFactor.View.On.class);
        assertThat(desk.confirm(MIA, code(phone)))
                .isEqualTo(new ConfirmSecondFactor.Outcome.Nothing());
        assertThat(desk.pass(desk.half(MIA), code(phone)))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
    }

    @Test
    void aCodeIsGoodOnce() {
        var secret = desk.begin(MIA);
        var first = secret.codeAt(desk.now());
        desk.confirm(MIA, first);
        assertThat(desk.pass(desk.half(MIA), first)).as("it has switched it on").isEqualTo(REFUSED);

        desk.pass();
        var second = secret.codeAt(desk.now());
        assertThat(desk.pass(desk.half(MIA), second))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
        assertThat(desk.pass(desk.half(MIA), second)).isEqualTo(REFUSED);
        assertThat(desk.pass(desk.half(MIA), first)).as("nor an older one").isEqualTo(REFUSED);
    }

    @Test
    void aHalfLogInIsGoodOnceAndForTenMinutes() {
        var phone = desk.setUp(MIA);
        var half = desk.half(MIA);
        desk.pass(half, code(phone));
        desk.pass();
        assertThat(desk.pass(half, code(phone))).isEqualTo(GONE);

        var late = desk.half(MIA);
        desk.pass(Duration.ofMinutes(10));
        assertThat(desk.pass(late, code(phone))).isEqualTo(GONE);
        assertThat(desk.pass(new Secret("made up"), code(phone))).isEqualTo(GONE);
    }

    @Test
    void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
        var phone = desk.setUp(MIA);
        var kept = phone.recoveryCodes().getFirst();
        assertThat(kept).matches("[0-9a-f]{5}(-[0-9a-f]{5}){3}");
        var typed = " " + kept.replace('-', ' ').toUpperCase(Locale.ROOT);

        assertThat(desk.pass(desk.half(MIA), typed))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
        assertThat(desk.pass(desk.half(MIA), kept)).isEqualTo(REFUSED);
        assertThat(desk.show(MIA)).isEqualTo(new ShowSecondFactor.View.On(9));
    }

    @Test
    void whomNoWorkspaceLetsInByAPasswordIsRefusedAloudAndKeepsTheirCodes() {
        var phone = desk.setUp(MIA);
        var half = desk.half(MIA);
        desk.all().letInOnlyBySso(true);
        int before = desk.trail().told().size();

        assertThat(desk.pass(half, code(phone))).isEqualTo(REFUSED);
        assertThat(desk.pass(half, phone.recoveryCodes().getFirst())).isEqualTo(REFUSED);
        assertThat(desk.trail().told().subList(before, desk.trail().told().size()))
                .hasSize(4)
                .allMatch(each -> each.startsWith("second-factor.refused member:"));
        assertThat(desk.show(MIA)).isEqualTo(new ShowSecondFactor.View.On(10));
        desk.all().letInOnlyBySso(false);
        assertThat(desk.pass(half, code(phone))).isInstanceOf(PassSecondStep.Outcome.Opened.class);
    }

    @Test
    void whatIsSomebodyElsesIsNoUse() {
        var mine = desk.setUp(MIA);
        var bens = desk.setUp(BEN);
        assertThat(desk.pass(desk.half(MIA), bens.recoveryCodes().getFirst())).isEqualTo(REFUSED);
        assertThat(mine.recoveryCodes()).doesNotContainAnyElementsOf(bens.recoveryCodes());
    }

    @Test
    void whoGuessesWaitsHoweverOftenThePasswordIsGiven() {
        var phone = desk.setUp(MIA);
        for (int i = 0; i < 10; i++) {
            assertThat(desk.pass(desk.half(MIA), "00000" + i)).isEqualTo(REFUSED);
        }
        assertThat(desk.pass(desk.half(MIA), code(phone)))
                .isInstanceOf(PassSecondStep.Outcome.TooMany.class);
        assertThat(desk.renew(MIA, code(phone)))
                .isInstanceOf(RenewRecoveryCodes.Outcome.TooMany.class);
        desk.pass(Duration.ofSeconds(31));
        assertThat(desk.pass(desk.half(MIA), code(phone)))
                .isInstanceOf(PassSecondStep.Outcome.Opened.class);
    }

    @Test
    void newRecoveryCodesTakeACodeAndPutAnEndToTheOldOnes() {
        var phone = desk.setUp(MIA);
        assertThat(desk.renew(MIA, "000000")).isEqualTo(new RenewRecoveryCodes.Outcome.Wrong());
        assertThat(desk.renew(MIA, code(phone)))
                .isInstanceOfSatisfying(
                        RenewRecoveryCodes.Outcome.Renewed.class,
                        renewed -> {
                            assertThat(renewed.recoveryCodes().codes())
                                    .hasSize(10)
                                    .doesNotContainAnyElementsOf(phone.recoveryCodes());
                            assertThat(renewed.toString()).contains("***").doesNotContain("-");
                        });
        assertThat(desk.pass(desk.half(MIA), phone.recoveryCodes().getFirst())).isEqualTo(REFUSED);
    }

    @Test
    void switchingItOffTakesThePasswordAndACode() {
        var phone = desk.setUp(MIA);
        var wrong = new DropSecondFactor.Outcome.Wrong();
        assertThat(desk.drop(MIA, "wrong", code(phone))).isEqualTo(wrong);
        assertThat(desk.drop(MIA, TwoWorkspaces.PASSWORD, "000000")).isEqualTo(wrong);
        assertThat(desk.logIn(MIA)).isInstanceOf(LogIn.Outcome.HalfOpened.class);

        // A wrong password has not used the code up.
        assertThat(desk.drop(MIA, TwoWorkspaces.PASSWORD, code(phone)))
                .isEqualTo(new DropSecondFactor.Outcome.Off());
        assertThat(desk.logIn(MIA)).isInstanceOf(LogIn.Outcome.Opened.class);
        assertThat(desk.show(MIA)).isEqualTo(new ShowSecondFactor.View.Off());
    }

    @Test
    void eachWorkspaceOfThePersonIsToldAndNoSecretIs() {
        var phone = desk.setUp(MIA);
        var here = "member:" + TwoWorkspaces.MIA;
        var there = "member:" + TwoWorkspaces.MIA_AT_GLOBEX;
        assertThat(desk.trail().told())
                .containsExactly("second-factor.changed " + here, "second-factor.changed " + there);

        desk.renew(MIA, "000000");
        desk.pass(desk.half(MIA), "111111");
        desk.pass(desk.half(MIA), phone.recoveryCodes().getFirst());
        assertThat(desk.trail().told().subList(2, 8))
                .containsExactly(
                        "second-factor.refused " + here,
                        "second-factor.refused " + here,
                        "second-factor.refused " + there,
                        "second-factor.recovery-code-used " + here,
                        "second-factor.recovery-code-used " + there,
                        "session.opened " + here);
        desk.drop(MIA, TwoWorkspaces.PASSWORD, code(phone));
        assertThat(desk.trail().entries().getLast().detail()).containsEntry("to", "off");
        assertThat(desk.trail().entries().toString())
                .doesNotContain(phone.secret().spelled(), "acme.test", code(phone))
                .doesNotContain(phone.recoveryCodes().getFirst());
    }

    @Test
    void anOwnerWhoHasOneAsksForItAndNobodyElseDoes() {
        assertThat(desk.require(MIA, true)).isEqualTo(new ChangeRequirement.Outcome.OwnFirst());
        assertThat(desk.all().required()).isFalse();
        desk.setUp(BEN);
        assertThatThrownBy(() -> desk.require(BEN, true)).isInstanceOf(AccessDeniedException.class);

        desk.setUp(MIA);
        assertThat(desk.require(MIA, true)).isEqualTo(new ChangeRequirement.Outcome.Done());
        assertThat(desk.all().required()).isTrue();
        desk.require(MIA, true);
        assertThat(desk.trail().told())
                .filteredOn(each -> each.startsWith("second-factor.requirement"))
                .as("what changes nothing is not told")
                .containsExactly("second-factor.requirement-changed workspace");
        assertThatThrownBy(() -> desk.require(BEN, false))
                .isInstanceOf(AccessDeniedException.class);
        desk.require(MIA, false);
        assertThat(desk.all().required()).isFalse();
    }

    @Test
    void whereThereAreSensitiveFieldsNoOwnerGivesItUp() {
        desk.setUp(MIA);
        desk.require(MIA, true);
        desk.all().keepSensitive("Diagnosis");
        int told = desk.trail().told().size();

        assertThat(desk.require(MIA, false))
                .isEqualTo(new ChangeRequirement.Outcome.SensitiveFields());
        assertThat(desk.all().required()).isTrue();
        assertThat(desk.trail().told()).hasSize(told);
        desk.all().keepSensitive();
        assertThat(desk.require(MIA, false)).isEqualTo(new ChangeRequirement.Outcome.Done());
        assertThat(desk.all().required()).isFalse();
    }
}
