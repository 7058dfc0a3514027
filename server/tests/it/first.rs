use crate::support::*;
both!(a03_x, async |w: &World| {
    let (_, token) = w.invited("new@acme.example", "Standard User").await;
    println!("{}", w.mail("new@acme.example").await.text);
    println!("{}", w.mail("new@acme.example").await.html.matches("http").count());
    w.register(&token).await.unwrap();
    println!("{}", w.mail("new@acme.example").await.text);
    let (id, token) = w.invited("new2@acme.example", "Standard User").await;
    let url = w.services.copy_link(&w.admin().await, "1001", id).await.unwrap().url;
    println!("{url} {token}");
    w.services.send_code(&crate::support::visitor(1), url.rsplit('/').next().unwrap()).await.unwrap();
    println!("{}", w.mail("new2@acme.example").await.text);
});
