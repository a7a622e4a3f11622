create table students (
    id   int primary key generated always as identity,
    name text not null
);

create table exams (
    id     int primary key generated always as identity,
    title  text not null,
    status text not null default 'active'
);

create table exam_attempts (
    id         bigint primary key generated always as identity,
    exam_id    int not null references exams,
    student_id int not null references students,
    points     int
);

create index exam_attempts_exam on exam_attempts (exam_id);
create index exam_attempts_student on exam_attempts (student_id);

insert into students (name) values ('Ann'), ('Bob');
insert into exams (title) values ('Algebra'), ('Botany');

-- @down
drop table exam_attempts;
drop table exams;
drop table students;
