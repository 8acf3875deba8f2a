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
    <name>CredentialsPage</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) not on this computer</source>
        <translation>
            <numerusform>%n secret not on this computer</numerusform>
            <numerusform>%n secrets not on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) granted</source>
        <translation>
            <numerusform>%n token granted</numerusform>
            <numerusform>%n tokens granted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliveriesPage</name>
    <message numerus="yes">
        <source>Every attempt to reach an endpoint or a mailbox, kept for %n day(s)</source>
        <translation>
            <numerusform>Every attempt to reach an endpoint or a mailbox, kept for %n day</numerusform>
            <numerusform>Every attempt to reach an endpoint or a mailbox, kept for %n days</numerusform>
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
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n listener</numerusform>
            <numerusform>%n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used by %n listener(s). Choose another credential for them first.</source>
        <translation>
            <numerusform>Used by %n listener. Choose another credential for it first.</numerusform>
            <numerusform>Used by %n listeners. Choose another credential for them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message numerus="yes">
        <source>%n off.</source>
        <translation>
            <numerusform>%n off.</numerusform>
            <numerusform>%n off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused, events are kept.</source>
        <translation>
            <numerusform>%n paused, events are kept.</numerusform>
            <numerusform>%n paused, events are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving sends {what} to %n listener(s).</source>
        <translation>
            <numerusform>Saving sends {what} to %n listener.</numerusform>
            <numerusform>Saving sends {what} to %n listeners.</numerusform>
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
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n new</source>
        <translation>
            <numerusform>More than %n new</numerusform>
            <numerusform>More than %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListPlaceholder</name>
    <message numerus="yes">
        <source>Looked through the newest %n change(s).</source>
        <translation>
            <numerusform>Looked through the newest %n change.</numerusform>
            <numerusform>Looked through the newest %n changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListenerFormPresenter</name>
    <message numerus="yes">
        <source>%n thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%n thing to fix before this can be saved</numerusform>
            <numerusform>%n things to fix before this can be saved</numerusform>
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
        <source>%n change(s) made here that the platform does not have</source>
        <translation>
            <numerusform>%n change made here that the platform does not have</numerusform>
            <numerusform>%n changes made here that the platform does not have</numerusform>
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
        <source>%n selected listener(s)</source>
        <translation>
            <numerusform>%n selected listener</numerusform>
            <numerusform>%n selected listeners</numerusform>
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
        <source>%n listener(s) selected</source>
        <translation>
            <numerusform>%n listener selected</numerusform>
            <numerusform>%n listeners selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarCounts</name>
    <message numerus="yes">
        <source>%n failed attempt(s) in the last 24 hours</source>
        <translation>
            <numerusform>%n failed attempt in the last 24 hours</numerusform>
            <numerusform>%n failed attempts in the last 24 hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) failing or stopped</source>
        <translation>
            <numerusform>%n listener failing or stopped</numerusform>
            <numerusform>%n listeners failing or stopped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateBanner</name>
    <message numerus="yes">
        <source>%n change(s) wait here and are sent when the connection is back.</source>
        <translation>
            <numerusform>%n change waits here and is sent when the connection is back.</numerusform>
            <numerusform>%n changes wait here and are sent when the connection is back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n change(s) waiting</source>
        <translation>
            <numerusform>%n change waiting</numerusform>
            <numerusform>%n changes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%n thing to fix before this can be saved</numerusform>
            <numerusform>%n things to fix before this can be saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message numerus="yes">
        <source>%n change(s) could not be undone: changed since</source>
        <translation>
            <numerusform>%n change could not be undone: changed since</numerusform>
            <numerusform>%n changes could not be undone: changed since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) undone</source>
        <translation>
            <numerusform>%n change undone</numerusform>
            <numerusform>%n changes undone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VolumeChart</name>
    <message numerus="yes">
        <source>Events per day in the last %n day(s) for {what}.</source>
        <translation>
            <numerusform>Events per day in the last %n day for {what}.</numerusform>
            <numerusform>Events per day in the last %n days for {what}.</numerusform>
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
        <source>%n delivery(s)</source>
        <translation>
            <numerusform>%n delivery</numerusform>
            <numerusform>%n deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>checks</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks: %n thing(s) to look at</source>
        <translation>
            <numerusform>Checks: %n thing to look at</numerusform>
            <numerusform>Checks: %n things to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks: %n thing(s) to put right</source>
        <translation>
            <numerusform>Checks: %n thing to put right</numerusform>
            <numerusform>Checks: %n things to put right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same events are sent there by %n other listener(s)</source>
        <translation>
            <numerusform>The same events are sent there by %n other listener</numerusform>
            <numerusform>The same events are sent there by %n other listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>connect</name>
    <message numerus="yes">
        <source>Plan Pro, %n Distribution Channel(s)</source>
        <translation>
            <numerusform>Plan Pro, %n Distribution Channel</numerusform>
            <numerusform>Plan Pro, %n Distribution Channels</numerusform>
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
        <source>used by %n listener(s)</source>
        <translation>
            <numerusform>used by %n listener</numerusform>
            <numerusform>used by %n listeners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>deliveries</name>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln delivery</numerusform>
            <numerusform>%Ln deliveries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>listeners</name>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n accepted</numerusform>
            <numerusform>%n accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different host(s)</source>
        <translation>
            <numerusform>%n different host</numerusform>
            <numerusform>%n different hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicated, turned off</source>
        <translation>
            <numerusform>%n duplicated, turned off</numerusform>
            <numerusform>%n duplicated, turned off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s)</source>
        <translation>
            <numerusform>%n listener</numerusform>
            <numerusform>%n listeners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not reached</source>
        <translation>
            <numerusform>%n not reached</numerusform>
            <numerusform>%n not reached</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipient(s)</source>
        <translation>
            <numerusform>%n recipient</numerusform>
            <numerusform>%n recipients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n turned off</source>
        <translation>
            <numerusform>%n turned off</numerusform>
            <numerusform>%n turned off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n turned on</source>
        <translation>
            <numerusform>%n turned on</numerusform>
            <numerusform>%n turned on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n listener(s)?</source>
        <translation>
            <numerusform>Delete %n listener?</numerusform>
            <numerusform>Delete %n listeners?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n listener(s) in Production?</source>
        <translation>
            <numerusform>Duplicate %n listener in Production?</numerusform>
            <numerusform>Duplicate %n listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More filters, %n set</source>
        <translation>
            <numerusform>More filters, %n set</numerusform>
            <numerusform>More filters, %n set</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n listener(s) in Production?</source>
        <translation>
            <numerusform>Pause %n listener in Production?</numerusform>
            <numerusform>Pause %n listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Test %n listener(s) in Production?</source>
        <translation>
            <numerusform>Test %n listener in Production?</numerusform>
            <numerusform>Test %n listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn off %n listener(s) in Production?</source>
        <translation>
            <numerusform>Turn off %n listener in Production?</numerusform>
            <numerusform>Turn off %n listeners in Production?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Turn on %n listener(s) in Production?</source>
        <translation>
            <numerusform>Turn on %n listener in Production?</numerusform>
            <numerusform>Turn on %n listeners in Production?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>manage</name>
    <message numerus="yes">
        <source>Lost: %n change(s) made here and not sent.</source>
        <translation>
            <numerusform>Lost: %n change made here and not sent.</numerusform>
            <numerusform>Lost: %n changes made here and not sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message numerus="yes">
        <source>%n listener(s) about to be stopped</source>
        <translation>
            <numerusform>%n listener about to be stopped</numerusform>
            <numerusform>%n listeners about to be stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) failing</source>
        <translation>
            <numerusform>%n listener failing</numerusform>
            <numerusform>%n listeners failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) stopped by the platform</source>
        <translation>
            <numerusform>%n listener stopped by the platform</numerusform>
            <numerusform>%n listeners stopped by the platform</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
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
        <source>%n listener(s) for another function</source>
        <translation>
            <numerusform>%n listener for another function</numerusform>
            <numerusform>%n listeners for another function</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listener(s) matched</source>
        <translation>
            <numerusform>%n listener matched</numerusform>
            <numerusform>%n listeners matched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more not sent</source>
        <translation>
            <numerusform>%n more not sent</numerusform>
            <numerusform>%n more not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>standings</name>
    <message numerus="yes">
        <source>%n in conflict</source>
        <translation>
            <numerusform>%n in conflict</numerusform>
            <numerusform>%n in conflict</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>times</name>
    <message numerus="yes">
        <source>In %n hour(s)</source>
        <translation>
            <numerusform>In %n hour</numerusform>
            <numerusform>In %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n minute(s)</source>
        <translation>
            <numerusform>In %n minute</numerusform>
            <numerusform>In %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n second(s)</source>
        <translation>
            <numerusform>In %n second</numerusform>
            <numerusform>In %n seconds</numerusform>
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
