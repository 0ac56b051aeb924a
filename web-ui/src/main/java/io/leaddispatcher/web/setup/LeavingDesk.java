package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.TakeOutRep;
import io.leaddispatcher.application.meeting.FindMeetings;
import io.leaddispatcher.application.routing.SurveyReps;
import io.leaddispatcher.domain.meeting.MeetingState;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.LeavingView.Work;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows what it means that a rep goes, before anybody presses anything. */
@Component
final class LeavingDesk {

    private final TakeOutRep takeOut;
    private final SurveyReps survey;
    private final FindMeetings meetings;

    LeavingDesk(TakeOutRep takeOut, SurveyReps survey, FindMeetings meetings) {
        this.takeOut = takeOut;
        this.survey = survey;
        this.meetings = meetings;
    }

    /** Empty when there is no such rep. */
    Mono<LeavingView> of(Caller caller, RepKey rep, Words words) {
        return takeOut.handle(new TakeOutRep.Command(caller, rep, true, Precondition.NONE))
                .filter(TakeOutRep.Outcome.Taken.class::isInstance)
                .cast(TakeOutRep.Outcome.Taken.class)
                .zipWith(work(caller, rep))
                .map(found -> LeavingView.of(found.getT1().leaving(), found.getT2(), words));
    }

    private Mono<Work> work(Caller caller, RepKey rep) {
        return survey.handle(caller)
                .map(all -> {
                    var standing = all.get(rep.value());
                    return standing == null ? 0 : standing.load().open();
                })
                .zipWith(
                        meetings.handle(
                                new FindMeetings.Query(
                                        caller,
                                        true,
                                        MeetingState.BOOKED,
                                        rep.value(),
                                        null,
                                        Work.COUNTED)))
                .map(found ->
                        new Work(
                                rep,
                                found.getT1(),
                                found.getT2().items().size(),
                                found.getT2().next() != null));
    }
}
