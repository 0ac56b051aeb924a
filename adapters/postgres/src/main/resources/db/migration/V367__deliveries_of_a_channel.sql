-- A channel of which little is sent is not looked for among all that is delivered. Slack, by which most is sent, is spared:
-- its messages are found on the way.
create index delivery_channel on delivery (tenant_id, channel, id) where channel <> 'SLACK';
