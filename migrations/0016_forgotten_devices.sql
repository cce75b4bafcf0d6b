-- Devices that their person has forgotten, by a hash of the random id that the browser keeps: leads to nobody.
create table forgotten_device (
    mark        bytea primary key,
    expires_on  date not null
);
