<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Attention</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckAll</name>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secret(s) not on this computer</source>
        <translation>
            <numerusform>%Ln secret not on this computer</numerusform>
            <numerusform>%Ln secrets not on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) granted</source>
        <translation>
            <numerusform>%Ln token granted</numerusform>
            <numerusform>%Ln tokens granted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an answer</source>
        <translation>
            <numerusform>%Ln without an answer</numerusform>
            <numerusform>%Ln without an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliveriesPage</name>
    <message numerus="yes">
        <source>Every attempt to reach an endpoint or a mailbox, kept for %Ln day(s)</source>
        <translation>
            <numerusform>Every attempt to reach an endpoint or a mailbox, kept for %Ln day</numerusform>
            <numerusform>Every attempt to reach an endpoint or a mailbox, kept for %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DestinationSteps</name>
    <message numerus="yes">
        <source>Expect about %Ln message(s) a day</source>
        <translation>
            <numerusform>Expect about %Ln message a day</numerusform>
            <numerusform>Expect about %Ln messages a day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This mailbox can take about %Ln message(s) a day</source>
        <translation>
            <numerusform>This mailbox can take about %Ln message a day</numerusform>
            <numerusform>This mailbox can take about %Ln messages a day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln listener</numerusform>
            <numerusform>%Ln listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used by %Ln listener(s). Choose another credential for them first.</source>
        <translation>
            <numerusform>Used by %Ln listener. Choose another credential for it first.</numerusform>
            <numerusform>Used by %Ln listeners. Choose another credential for them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message numerus="yes">
        <source>%Ln off.</source>
        <translation>
            <numerusform>%Ln off.</numerusform>
            <numerusform>%Ln off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused, events are kept.</source>
        <translation>
            <numerusform>%Ln paused, events are kept.</numerusform>
            <numerusform>%Ln paused, events are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving sends {what} to %Ln listener(s).</source>
        <translation>
            <numerusform>Saving sends {what} to %Ln listener.</numerusform>
            <numerusform>Saving sends {what} to %Ln listeners.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message numerus="yes">
        <source>%Ln listener(s); {first}</source>
        <translation>
            <numerusform>%Ln listener; {first}</numerusform>
            <numerusform>%Ln listeners; {first}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListArea</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %Ln new</source>
        <translation>
            <numerusform>More than %Ln new</numerusform>
            <numerusform>More than %Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPlaceholder</name>
    <message numerus="yes">
        <source>Looked through the newest %Ln change(s).</source>
        <translation>
            <numerusform>Looked through the newest %Ln change.</numerusform>
            <numerusform>Looked through the newest %Ln changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListenerFormPresenter</name>
    <message numerus="yes">
        <source>%Ln thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%Ln thing to fix before this can be saved</numerusform>
            <numerusform>%Ln things to fix before this can be saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailboxPage</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln message(s)?</source>
        <translation>
            <numerusform>Remove %Ln message?</numerusform>
            <numerusform>Remove %Ln messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingPage</name>
    <message numerus="yes">
        <source>%Ln change(s) made here that the platform does not have</source>
        <translation>
            <numerusform>%Ln change made here that the platform does not have</numerusform>
            <numerusform>%Ln changes made here that the platform does not have</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiverPage</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest %Ln had to go</source>
        <translation>
            <numerusform>the oldest %Ln had to go</numerusform>
            <numerusform>the oldest %Ln had to go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplayForm</name>
    <message numerus="yes">
        <source>%Ln selected listener(s)</source>
        <translation>
            <numerusform>%Ln selected listener</numerusform>
            <numerusform>%Ln selected listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln a second</source>
        <translation>
            <numerusform>At most %Ln a second</numerusform>
            <numerusform>At most %Ln a second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message numerus="yes">
        <source>%Ln listener(s) selected</source>
        <translation>
            <numerusform>%Ln listener selected</numerusform>
            <numerusform>%Ln listeners selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarCounts</name>
    <message numerus="yes">
        <source>%Ln failed attempt(s) in the last 24 hours</source>
        <translation>
            <numerusform>%Ln failed attempt in the last 24 hours</numerusform>
            <numerusform>%Ln failed attempts in the last 24 hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) failing or stopped</source>
        <translation>
            <numerusform>%Ln listener failing or stopped</numerusform>
            <numerusform>%Ln listeners failing or stopped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateBanner</name>
    <message numerus="yes">
        <source>%Ln change(s) wait here and are sent when the connection is back.</source>
        <translation>
            <numerusform>%Ln change waits here and is sent when the connection is back.</numerusform>
            <numerusform>%Ln changes wait here and are sent when the connection is back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln change waiting</numerusform>
            <numerusform>%Ln changes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%Ln thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%Ln thing to fix before this can be saved</numerusform>
            <numerusform>%Ln things to fix before this can be saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VolumeChart</name>
    <message numerus="yes">
        <source>Events per day in the last %Ln day(s) for {what}.</source>
        <translation>
            <numerusform>Events per day in the last %Ln day for {what}.</numerusform>
            <numerusform>Events per day in the last %Ln days for {what}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>causes</name>
    <message numerus="yes">
        <source>No answer from {host} within %Ln second(s).</source>
        <translation>
            <numerusform>No answer from {host} within %Ln second.</numerusform>
            <numerusform>No answer from {host} within %Ln seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %Ln second(s), as it asks, then send again</source>
        <translation>
            <numerusform>Wait %Ln second, as it asks, then send again</numerusform>
            <numerusform>Wait %Ln seconds, as it asks, then send again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{host} could not be reached within %Ln second(s).</source>
        <translation>
            <numerusform>{host} could not be reached within %Ln second.</numerusform>
            <numerusform>{host} could not be reached within %Ln seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message numerus="yes">
        <source>%Ln change(s)</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln delivery</numerusform>
            <numerusform>%Ln deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>checks</name>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>%Ln day left</numerusform>
            <numerusform>%Ln days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks: %Ln thing(s) to look at</source>
        <translation>
            <numerusform>Checks: %Ln thing to look at</numerusform>
            <numerusform>Checks: %Ln things to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks: %Ln thing(s) to put right</source>
        <translation>
            <numerusform>Checks: %Ln thing to put right</numerusform>
            <numerusform>Checks: %Ln things to put right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same events are sent there by %Ln other listener(s)</source>
        <translation>
            <numerusform>The same events are sent there by %Ln other listener</numerusform>
            <numerusform>The same events are sent there by %Ln other listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>connect</name>
    <message numerus="yes">
        <source>Plan Pro, %Ln Distribution Channel(s)</source>
        <translation>
            <numerusform>Plan Pro, %Ln Distribution Channel</numerusform>
            <numerusform>Plan Pro, %Ln Distribution Channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %Ln minute(s) ahead of the platform&apos;s.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %Ln minute ahead of the platform&apos;s.</numerusform>
            <numerusform>This computer&apos;s clock is %Ln minutes ahead of the platform&apos;s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %Ln minute(s) behind the platform&apos;s.</source>
        <translation>
            <numerusform>This computer&apos;s clock is %Ln minute behind the platform&apos;s.</numerusform>
            <numerusform>This computer&apos;s clock is %Ln minutes behind the platform&apos;s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>credentials</name>
    <message numerus="yes">
        <source>In %Ln day(s), {date}</source>
        <translation>
            <numerusform>In %Ln day, {date}</numerusform>
            <numerusform>In %Ln days, {date}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>used by %Ln listener(s)</source>
        <translation>
            <numerusform>used by %Ln listener</numerusform>
            <numerusform>used by %Ln listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>deliveries</name>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln delivery</numerusform>
            <numerusform>%Ln deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message numerus="yes">
        <source>Try again in %Ln minute(s).</source>
        <translation>
            <numerusform>Try again in %Ln minute.</numerusform>
            <numerusform>Try again in %Ln minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listeners</name>
    <message numerus="yes">
        <source>%Ln accepted</source>
        <translation>
            <numerusform>%Ln accepted</numerusform>
            <numerusform>%Ln accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln deleted</numerusform>
            <numerusform>%Ln deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s), {share} arrived</source>
        <translation>
            <numerusform>%Ln delivery, {share} arrived</numerusform>
            <numerusform>%Ln deliveries, {share} arrived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln different host(s)</source>
        <translation>
            <numerusform>%Ln different host</numerusform>
            <numerusform>%Ln different hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicated, turned off</source>
        <translation>
            <numerusform>%Ln duplicated, turned off</numerusform>
            <numerusform>%Ln duplicated, turned off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln listener</numerusform>
            <numerusform>%Ln listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not reached</source>
        <translation>
            <numerusform>%Ln not reached</numerusform>
            <numerusform>%Ln not reached</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused</source>
        <translation>
            <numerusform>%Ln paused</numerusform>
            <numerusform>%Ln paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s)</source>
        <translation>
            <numerusform>%Ln recipient</numerusform>
            <numerusform>%Ln recipients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln turned off</source>
        <translation>
            <numerusform>%Ln turned off</numerusform>
            <numerusform>%Ln turned off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln turned on</source>
        <translation>
            <numerusform>%Ln turned on</numerusform>
            <numerusform>%Ln turned on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln listener(s)?</source>
        <translation>
            <numerusform>Delete %Ln listener?</numerusform>
            <numerusform>Delete %Ln listeners?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Duplicate %Ln listener in Production?</numerusform>
            <numerusform>Duplicate %Ln listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More filters, %Ln set</source>
        <translation>
            <numerusform>More filters, %Ln set</numerusform>
            <numerusform>More filters, %Ln set</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Pause %Ln listener in Production?</numerusform>
            <numerusform>Pause %Ln listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Test %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Test %Ln listener in Production?</numerusform>
            <numerusform>Test %Ln listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn off %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Turn off %Ln listener in Production?</numerusform>
            <numerusform>Turn off %Ln listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn on %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Turn on %Ln listener in Production?</numerusform>
            <numerusform>Turn on %Ln listeners in Production?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>manage</name>
    <message numerus="yes">
        <source>Lost: %Ln change(s) made here and not sent.</source>
        <translation>
            <numerusform>Lost: %Ln change made here and not sent.</numerusform>
            <numerusform>Lost: %Ln changes made here and not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message numerus="yes">
        <source>%Ln listener(s) about to be stopped</source>
        <translation>
            <numerusform>%Ln listener about to be stopped</numerusform>
            <numerusform>%Ln listeners about to be stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) failing</source>
        <translation>
            <numerusform>%Ln listener failing</numerusform>
            <numerusform>%Ln listeners failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) stopped by the platform</source>
        <translation>
            <numerusform>%Ln listener stopped by the platform</numerusform>
            <numerusform>%Ln listeners stopped by the platform</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>replay</name>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln delivery</numerusform>
            <numerusform>%Ln deliveries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln had changed in the meantime and were left</source>
        <translation>
            <numerusform>%Ln had changed in the meantime and were left</numerusform>
            <numerusform>%Ln had changed in the meantime and were left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln listener</numerusform>
            <numerusform>%Ln listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln not sent</numerusform>
            <numerusform>%Ln not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent any more</source>
        <translation>
            <numerusform>%Ln not sent any more</numerusform>
            <numerusform>%Ln not sent any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent: stopped before</source>
        <translation>
            <numerusform>%Ln not sent: stopped before</numerusform>
            <numerusform>%Ln not sent: stopped before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln on the way again</source>
        <translation>
            <numerusform>%Ln on the way again</numerusform>
            <numerusform>%Ln on the way again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more listener(s)</source>
        <translation>
            <numerusform>And %Ln more listener</numerusform>
            <numerusform>And %Ln more listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sandbox</name>
    <message numerus="yes">
        <source>%Ln listener(s) for another function</source>
        <translation>
            <numerusform>%Ln listener for another function</numerusform>
            <numerusform>%Ln listeners for another function</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) matched</source>
        <translation>
            <numerusform>%Ln listener matched</numerusform>
            <numerusform>%Ln listeners matched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more not sent</source>
        <translation>
            <numerusform>%Ln more not sent</numerusform>
            <numerusform>%Ln more not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>standings</name>
    <message numerus="yes">
        <source>%Ln in conflict</source>
        <translation>
            <numerusform>%Ln in conflict</numerusform>
            <numerusform>%Ln in conflict</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sync_news</name>
    <message numerus="yes">
        <source>%Ln change(s) refused</source>
        <translation>
            <numerusform>%Ln change refused</numerusform>
            <numerusform>%Ln changes refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) to resolve</source>
        <translation>
            <numerusform>%Ln conflict to resolve</numerusform>
            <numerusform>%Ln conflicts to resolve</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>times</name>
    <message numerus="yes">
        <source>In %Ln hour(s)</source>
        <translation>
            <numerusform>In %Ln hour</numerusform>
            <numerusform>In %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln minute(s)</source>
        <translation>
            <numerusform>In %Ln minute</numerusform>
            <numerusform>In %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln second(s)</source>
        <translation>
            <numerusform>In %Ln second</numerusform>
            <numerusform>In %Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>undoing</name>
    <message numerus="yes">
        <source>%Ln change(s) could not be undone: changed since</source>
        <translation>
            <numerusform>%Ln change could not be undone: changed since</numerusform>
            <numerusform>%Ln changes could not be undone: changed since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) undone</source>
        <translation>
            <numerusform>%Ln change undone</numerusform>
            <numerusform>%Ln changes undone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo the creation of %Ln listener(s)?</source>
        <translation>
            <numerusform>Undo the creation of %Ln listener?</numerusform>
            <numerusform>Undo the creation of %Ln listeners?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo the last change of %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Undo the last change of %Ln listener in Production?</numerusform>
            <numerusform>Undo the last change of %Ln listeners in Production?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>why</name>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln got it</source>
        <translation>
            <numerusform>%Ln got it</numerusform>
            <numerusform>%Ln got it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) considered</source>
        <translation>
            <numerusform>%Ln listener considered</numerusform>
            <numerusform>%Ln listeners considered</numerusform>
        </translation>
    </message>
</context>
</TS>
