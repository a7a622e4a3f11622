-- Version 1 calls it points, later ones score. While both run, whichever was written is copied to the other.
-- @needs 0001_exams

alter table exam_attempts add column score int;

create function exam_attempts_score() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.score := coalesce(new.score, new.points);
    new.points := coalesce(new.points, new.score);
  elsif new.score is distinct from old.score then
    new.points := new.score;
  elsif new.points is distinct from old.points then
    new.score := new.points;
  end if;
  return new;
end $$;

create trigger exam_attempts_score before insert or update on exam_attempts for each row execute function exam_attempts_score();

-- @down
drop trigger exam_attempts_score on exam_attempts;
drop function exam_attempts_score();
alter table exam_attempts drop column score;

-- @backfill exam_attempts by id
update exam_attempts set score = points where score is null and points is not null and ${batch};

-- @verify
select count(*) = 0 from exam_attempts where score is distinct from points;

-- @contract
drop trigger exam_attempts_score on exam_attempts;
drop function exam_attempts_score();
alter table exam_attempts drop column points;
